"""Times as text formats write them. Whole milliseconds in, so that every file says the same."""


def hours(milliseconds: int, mark: str) -> str:
    """`01:02:03.450`, with `mark` before the milliseconds; WebVTT wants a dot, SubRip a comma."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{mark}{rest:03}"


def minutes(milliseconds: int) -> str:
    """`62:03.45`: LRC counts minutes on, and in hundredths; rounded down, so that no line comes late."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 60:02}:{seconds % 60:02}.{rest // 10:02}"


def marks(milliseconds: int) -> str:
    """`02:03`, above an hour `1:02:03`: what show notes are clicked by; rounded down to a second."""
    whole = milliseconds // 1000
    clock = f"{whole % 3600 // 60:02}:{whole % 60:02}"
    return f"{whole // 3600}:{clock}" if whole >= 3600 else clock


def one_line(text: str) -> str:
    """Text formats end a line or a cue at a line's end: none may come from the text."""
    return " ".join(text.split())
