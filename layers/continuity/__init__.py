"""Continuity of treatment, drawn and told."""
