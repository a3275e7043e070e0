"""Speed against named peers in the same run, as ratios: the machines are noisy, so seconds alone mean little."""
