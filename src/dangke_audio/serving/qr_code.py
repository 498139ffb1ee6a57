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


def qr_picture(address: str) -> bytes:
    """The same as an SVG file, black on white, with the quiet zone of the standard."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", scale=8, border=4, light="#fff")
    return picture.getvalue()
