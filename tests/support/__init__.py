"""What all tests share: a server, a template database, a small world of three authorities."""
