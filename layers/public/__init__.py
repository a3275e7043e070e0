"""The public map as files: what `data.public` prepared, written for a phone without a network."""
