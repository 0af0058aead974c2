"""The picture told: sections of panels, each with a drawing, the table behind it and its source. For page and print."""
