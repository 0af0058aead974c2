"""Places with versions in time, their borders, and who lives there. Pure: no Django."""
