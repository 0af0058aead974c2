"""Every query that a page of this room needs, one file a page. All through the rules; all traced when opened."""
