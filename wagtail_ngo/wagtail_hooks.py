"""Everything that is registered with the Wagtail admin."""
