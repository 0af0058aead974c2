"""Exit programmes: the lock round a leaver's place, the question between municipalities, and what only they need."""
