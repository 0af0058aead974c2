"""Files in: one module a kind of file, each idempotent and whole or not at all. Pure: no Django."""
