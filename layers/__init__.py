"""Drawings of answers: a result in, a table, a folium layer or a page out."""
