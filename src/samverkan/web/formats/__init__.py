"""Dates as 2026-11-22 in every language."""
