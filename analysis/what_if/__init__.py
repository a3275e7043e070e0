"""What would change: the roads, places and policies of a scenario, and the answers beside each other."""
