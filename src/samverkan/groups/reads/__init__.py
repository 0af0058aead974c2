"""Every query of this room. What is read is the acting agency's own, or was disclosed to it; rules.py says by whom."""
