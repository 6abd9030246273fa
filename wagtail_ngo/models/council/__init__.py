"""The council of NGOs, its elections, and the records of each election."""
