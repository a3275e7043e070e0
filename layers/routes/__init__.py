"""Routes drawn, printed and put into files."""
