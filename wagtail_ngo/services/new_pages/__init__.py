"""Pages that do not exist yet, added by the hundred: made, placed, written table by table."""
