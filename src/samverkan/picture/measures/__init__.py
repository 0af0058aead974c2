"""The picture's arithmetic: change and chance, season, delay, likeness. Arrays in, frozen results out. No Django."""
