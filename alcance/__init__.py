"""The doors: the command line and the pages of the app."""
