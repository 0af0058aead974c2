"""The exit programmes of the made-up city: two towns, their people, and a year of leavers who do not exist."""

PLACE = "avhopp"  # what the history's own process is called, beside the districts
