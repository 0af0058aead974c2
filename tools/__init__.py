"""Developers' tools that do not ship with the product."""
