"""What pages and reports ask about programmes: the register, one programme's page, timelines, methods to choose."""
