"""Every query that a page of casework needs, one file a page. All through the rules; all traced when opened."""
