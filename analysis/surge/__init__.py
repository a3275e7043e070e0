"""A group of people moving along a corridor day by day, against the beds and consultations it meets."""
