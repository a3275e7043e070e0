"""Speed against named peers in the same run, as ratios, and the app and the demonstration against what was promised."""
