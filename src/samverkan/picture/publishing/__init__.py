"""What may be published: the own incidents as one suppressed table, and the picture's numbers as open data. Pure."""
