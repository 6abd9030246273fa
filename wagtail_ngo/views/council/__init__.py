"""Public pages of the council and its elections, and the link to nominate."""
