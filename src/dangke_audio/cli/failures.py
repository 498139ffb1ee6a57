"""An expected failure as the user and as a program see it."""

from dangke_audio.cli.console import complain, emit
from dangke_audio.errors import DangkeError, FindingsError


def tell_failure(error: DangkeError, *, path: str | None, as_json: bool) -> None:
    """One `错误：` line on stderr and, for programs, one object on stdout."""
    told = error.place or isinstance(error, FindingsError)  # each finding says its own place
    where = f"{path}：" if path and not told else ""
    complain("错误：" + " ".join(f"{where}{error}".split()))
    if as_json:
        place = {"path": path, "place": error.place}
        emit({"event": "error", "code": error.code, "message": error.message, "hint": error.hint, **place})
