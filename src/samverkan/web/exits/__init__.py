"""The pages of the exit programme: the leaver's matter, the locked place, placement questions, money, registers."""
