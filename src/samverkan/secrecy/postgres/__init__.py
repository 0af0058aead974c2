"""PostgreSQL as Django's backend has it, with statements sent together: the ENGINE of settings.py."""
