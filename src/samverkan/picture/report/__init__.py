"""The picture as an accessible PDF: the same sections as the page, typeset. The same picture gives the same bytes."""
