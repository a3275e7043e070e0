"""Where new sites should stand: models of location science on plain arrays."""
