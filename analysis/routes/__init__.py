"""Ways to drive from one place to another, and what is told of each."""
