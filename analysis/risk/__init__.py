"""What harms or slows on the roads, edge by edge and along a drive."""
