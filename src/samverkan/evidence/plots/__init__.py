"""Figures as Vega-Lite specifications (plain dictionaries), all in one dress; `drawing` turns them into SVG and PNG."""
