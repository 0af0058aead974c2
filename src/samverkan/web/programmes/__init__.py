"""What the pages about programmes and methods are made of: words, parts and the drawing of their lives."""
