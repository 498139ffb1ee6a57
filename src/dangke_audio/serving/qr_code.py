"""An address as a picture that a phone's camera reads, made of letters."""

import io

import segno

QUIET = 2
"""Modules of light around it: the standard asks for 4, phones make do with 2, and a terminal is small."""


def qr_code(address: str) -> tuple[str, ...]:
    """Lines of half blocks, two rows of modules each; what is drawn is light, what is left blank is dark."""
    picture = io.StringIO()
    segno.make(address, error="l", micro=False).terminal(picture, border=QUIET, compact=True)
    return tuple(picture.getvalue().splitlines())
