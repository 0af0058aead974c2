"""Setting an installation up: the embedded server, roles, keys and migrations."""
