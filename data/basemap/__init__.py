"""The drawing under every map, kept with the program: land, land borders and towns from Mexico to Panama."""

from data.basemap.read import Basemap, load_basemap, load_land_borders, load_towns

__all__ = ["Basemap", "load_basemap", "load_land_borders", "load_towns"]
