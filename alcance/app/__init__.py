"""The app in the browser: one page a file; what they share stands beside them."""
