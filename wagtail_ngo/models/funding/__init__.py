"""Calls for money and what was granted."""
