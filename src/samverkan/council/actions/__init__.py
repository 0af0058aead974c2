"""Every write of the loop, one file a paper. Each is an `@action`: checked, atomic, traced, or not done."""
