"""Whose column is which of ours: known forms of file, and headers in four languages."""
