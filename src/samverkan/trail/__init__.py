"""The tamper-evident record of every read, write and decision."""
