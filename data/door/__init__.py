"""Where files from outside come in: each is read by a child process of its own, which can reach nothing else."""
