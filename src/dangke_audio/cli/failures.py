"""An expected failure as the user and as a program see it."""

from dangke_audio.cli.console import complain, emit
from dangke_audio.errors import DangkeError


def tell_failure(error: DangkeError, *, path: str | None, as_json: bool) -> None:
    """One `错误：` line on stderr and, for programs, one object on stdout."""
    where = f"{path}：" if path and not error.place else ""
    complain("错误：" + " ".join(f"{where}{error}".split()))
    if as_json:
        place = {"path": path, "place": error.place}
        emit({"event": "error", "code": error.code, "message": error.message, "hint": error.hint, **place})
