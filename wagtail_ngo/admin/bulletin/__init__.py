"""The bulletin in the admin."""
