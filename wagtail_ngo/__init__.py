"""A city's NGO directory, events, bulletins and elections for Wagtail."""

__version__ = "0.2.0"
