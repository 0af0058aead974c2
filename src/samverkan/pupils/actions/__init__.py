"""Every write of this room, one file a subject. Each is an `@action`: checked, atomic, traced, or not done."""
