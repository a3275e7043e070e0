"""Drawings of where new sites should stand."""
