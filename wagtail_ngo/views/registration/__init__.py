"""Registering in public."""
