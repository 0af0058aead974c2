"""Every query that a page of the exit programmes needs."""
