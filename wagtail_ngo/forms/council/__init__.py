"""Forms of the council and its elections."""
