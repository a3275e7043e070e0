"""Scenarios beside the study as it is: tables, and the map of what differs."""
