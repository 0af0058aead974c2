"""Whole kronor as one writes them."""

SPACE = "\N{NO-BREAK SPACE}"


def kronor(amount: int | None) -> str:
    """ "12 300 kr"; a dash where nothing is known."""
    return "–" if amount is None else f"{amount:,} kr".replace(",", SPACE).replace(" ", SPACE)
