"""What each source is, whose it is, and what it can carry. Pure: no Django."""
