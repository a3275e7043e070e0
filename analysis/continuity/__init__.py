"""Continuity of treatment along an itinerary: on which days a site is in reach, and whether the supply lasts."""
