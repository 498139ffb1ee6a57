"""How long it will still take. Pure."""

LEAST_SHARE = 0.02
"""Before that nothing can be said."""


def left_s(elapsed_s: float, share: float) -> int | None:
    """Seconds left, from the share of the work that is done; None while nothing is known."""
    if not LEAST_SHARE <= share < 1.0:
        return None
    return round(elapsed_s / share * (1.0 - share))
