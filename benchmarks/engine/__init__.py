"""The network engine against named peers, in the same run and on the same roads, one question a file."""
