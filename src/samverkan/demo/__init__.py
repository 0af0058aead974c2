"""The made-up city: an organisation, people who do not exist, and a year of work, ready to be opened."""
