"""Registrations, and who was there."""
