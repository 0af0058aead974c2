"""School-social teams: absence, clocks, grades and the pupil's own voice; what only that kind of method needs."""
