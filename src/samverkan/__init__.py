"""Samverkan: nothing is shared; things are disclosed."""
