"""How far a build is, or the listening: one moving line on a terminal, a line every tenth when piped, objects for programs."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dangke_audio.cli.console import complain, emit
from dangke_audio.model.report import Phase, Progress

REDRAW_S = 0.2
TELL_S = 1.0
"""Between two lines of one phase."""
LINE_WIDTH = 36
"""Blanks wipe out the rest of a longer line; not every Windows console knows the control codes for that."""


def progress_printer(*, as_json: bool) -> Callable[[Progress], None]:
    """What to call with each Progress."""
    if as_json:
        return Objects()
    return MovingLine() if sys.stderr.isatty() else TenthLines()


@contextmanager
def ending(printer: Callable[[Progress], None]) -> Iterator[None]:
    """Whatever happens inside, the terminal is left at the start of a line."""
    try:
        yield
    finally:
        if isinstance(printer, MovingLine):
            printer.close()


_EVENTS: dict[Phase, str] = {"speaking": "progress", "encoding": "encoding", "hearing": "hearing"}
"""The others are events of their own, so that `share` only grows for those who know only the first."""
_WORDS: dict[Phase, str] = {"speaking": "正在合成", "encoding": "正在整理文件", "hearing": "正在听"}


class Objects:
    """A JSON line for each step."""

    def __init__(self) -> None:
        self._told: Progress | None = None

    def __call__(self, progress: Progress) -> None:
        """Print what is new: progress is also told while nothing happens."""
        if progress.phase in _EVENTS and progress != self._told:
            self._told = progress
            share = round(progress.made_share, 4)
            emit({"event": _EVENTS[progress.phase], "done": progress.done, "total": progress.total, "share": share})


class _Clock:
    """When each phase began."""

    def __init__(self) -> None:
        self._phase: Phase | None = None
        self._started = 0.0

    def elapsed_s(self, progress: Progress) -> float:
        """Seconds of its phase; 0 where it is a new one."""
        if progress.phase != self._phase:
            self._phase, self._started = progress.phase, time.monotonic()
        return time.monotonic() - self._started


class MovingLine:
    """A line that is drawn over, with the time left."""

    def __init__(self) -> None:
        self._clock = _Clock()
        self._drawn = 0.0
        self._open = False

    def __call__(self, progress: Progress) -> None:
        """Draw, at most five times a second and at the end of a phase."""
        if progress.phase not in _WORDS:
            return
        now, elapsed_s = time.monotonic(), self._clock.elapsed_s(progress)
        last = progress.done == progress.total
        if now - self._drawn < REDRAW_S and not last:
            return
        self._drawn = now
        line = _line(progress, elapsed_s)
        sys.stderr.write("\r" + line.ljust(LINE_WIDTH) + ("\n" if last else ""))
        sys.stderr.flush()
        self._open = not last

    def close(self) -> None:
        """End a line that is still open, so that an error message does not start in its middle."""
        if self._open:
            sys.stderr.write("\n")
            self._open = False


class TenthLines:
    """A plain line for every tenth of the work of a phase; of a quick one only the last."""

    def __init__(self) -> None:
        self._clock = _Clock()
        self._tenths: dict[Phase, int] = {}
        self._told_s = 0.0

    def __call__(self, progress: Progress) -> None:
        """Print where a new tenth is reached, a second after the line before it or at the end of the phase."""
        elapsed_s, tenth = self._clock.elapsed_s(progress), int(progress.made_share * 10)
        if progress.phase not in _WORDS or tenth <= self._tenths.get(progress.phase, 0):
            return
        now = time.monotonic()
        if tenth == 10 or min(elapsed_s, now - self._told_s) >= TELL_S:
            self._tenths[progress.phase], self._told_s = tenth, now
            complain(_line(progress, elapsed_s))


def _line(progress: Progress, elapsed_s: float) -> str:
    left = remaining(elapsed_s, progress.made_share)
    return f"{_WORDS[progress.phase]} {progress.done}/{progress.total} 段{left}"


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
