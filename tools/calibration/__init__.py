"""Do the designs hold what they promise? Invented worlds without effect, and with a planted one: `make calibrate`."""
