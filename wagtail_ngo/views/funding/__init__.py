"""Public pages and files of funding calls and awards."""
