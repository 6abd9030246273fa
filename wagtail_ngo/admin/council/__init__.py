"""Preparing, holding and counting an election in the admin. Each endpoint asks its permission."""
