"""Drawings as SVG text, made on the server: for the page by classes, for print by colours. No script, no Django."""
