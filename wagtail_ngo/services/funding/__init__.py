"""Work on funding calls and awards."""
