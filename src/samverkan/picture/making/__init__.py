"""The picture itself: one object for a place and a time, from which pages, PDF and open data are made. No Django."""
