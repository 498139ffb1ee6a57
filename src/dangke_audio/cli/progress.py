"""How far the speaking, or the listening, is: one moving line on a terminal, a line every tenth when piped, objects for programs."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dangke_audio.cli.console import complain, emit
from dangke_audio.model.report import Progress

REDRAW_S = 0.2
LINE_WIDTH = 36
"""Blanks wipe out the rest of a longer line; not every Windows console knows the control codes for that."""


def progress_printer(*, as_json: bool, doing: str = "正在合成") -> Callable[[Progress], None]:
    """What to call with each Progress."""
    if as_json:
        return _emit
    return MovingLine(doing) if sys.stderr.isatty() else TenthLines(doing)


@contextmanager
def ending(printer: Callable[[Progress], None]) -> Iterator[None]:
    """Whatever happens inside, the terminal is left at the start of a line."""
    try:
        yield
    finally:
        if isinstance(printer, MovingLine):
            printer.close()


def _emit(progress: Progress) -> None:
    emit({"event": "progress", "done": progress.done, "total": progress.total, "share": round(progress.made_share, 4)})


class MovingLine:
    """A line that is drawn over, with the time left."""

    def __init__(self, doing: str = "正在合成") -> None:
        self._doing = doing
        self._started = time.monotonic()
        self._drawn = 0.0
        self._open = False

    def __call__(self, progress: Progress) -> None:
        """Draw, at most five times a second and at the end."""
        now = time.monotonic()
        last = progress.done == progress.total
        if now - self._drawn < REDRAW_S and not last:
            return
        self._drawn = now
        left = remaining(now - self._started, progress.made_share)
        line = f"{self._doing} {progress.done}/{progress.total} 段{left}"
        sys.stderr.write("\r" + line.ljust(LINE_WIDTH) + ("\n" if last else ""))
        sys.stderr.flush()
        self._open = not last

    def close(self) -> None:
        """End a line that is still open, so that an error message does not start in its middle."""
        if self._open:
            sys.stderr.write("\n")
            self._open = False


class TenthLines:
    """A plain line for every tenth of the work."""

    def __init__(self, doing: str = "正在合成") -> None:
        self._doing = doing
        self._started = time.monotonic()
        self._tenth = 0

    def __call__(self, progress: Progress) -> None:
        """Print where a new tenth is reached."""
        tenth = int(progress.made_share * 10)
        if tenth > self._tenth:
            self._tenth = tenth
            left = remaining(time.monotonic() - self._started, progress.made_share)
            complain(f"{self._doing} {progress.done}/{progress.total} 段{left}")


def remaining(elapsed_s: float, share: float) -> str:
    """，约剩 1 分 20 秒 — from the share of the work that is done; empty while nothing is known."""
    if not 0.02 <= share < 1.0:
        return ""
    return f"，约剩 {duration(elapsed_s / share * (1.0 - share))}"


def duration(seconds: float) -> str:
    """80 → 1 分 20 秒, 0.46 → 0.5 秒."""
    if 0.05 <= seconds < 0.95:
        return f"{seconds:.1f} 秒"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"
