"""Forms of the public pages and of admin views."""
