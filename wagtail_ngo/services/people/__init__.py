"""People in the database: the register of personal data and what follows from it."""
