"""Funding calls and awards as files."""
