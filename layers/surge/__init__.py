"""A cohort on its way, drawn and as tables."""
