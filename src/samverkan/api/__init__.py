"""JSON: the same reads as the pages, under the same rules."""
