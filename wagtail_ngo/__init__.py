"""A city's NGO directory, events, bulletins and elections for Wagtail."""

__version__ = "0.1.0"
