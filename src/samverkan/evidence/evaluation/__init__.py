"""An evaluation as an object: a plan locked before the data are seen, and everything that follows from it by itself."""
