"""Every exception of the program. What is merely odd about a script is a `Finding`, not an exception.

An error carries three texts for the user, in Chinese: what happened, where, and what to do about it. `code` is the
stable name that `--json` prints.
"""

from collections.abc import Sequence
from typing import Literal

FailureKind = Literal["text", "passing", "busy", "offline", "refused", "settings"]
"""Why an utterance was not spoken, which decides what is done about it:
text      this text will fail again: it is cut in another way
passing   a time-out, an answer cut short, a server's mistake: the same is tried again
busy      the service asks for patience: later again, by fewer at once
offline   nobody can be reached: once more, then all stops
refused   the service will have none of us: once more, then all stops
settings  a wrong key, address or voice: all stops
"""


class DangkeError(Exception):
    """An expected failure: the command ends with exit code 1 and one `错误：` line."""

    code = "error"

    def __init__(self, message: str, *, place: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        """The whole line: place, message, remedy."""
        where = f"{self.place}：" if self.place else ""
        remedy = f"（{self.hint}）" if self.hint else ""
        return f"{where}{self.message}{remedy}"


class SourceError(DangkeError):
    """The script cannot be read: missing, a folder, empty, not text, of unknown encoding."""

    code = "source"


class NothingToSpeakError(DangkeError):
    """The script holds no word that could be spoken."""

    code = "nothing-to-speak"


class ConfigError(DangkeError):
    """A voice profile or an option is wrong."""

    code = "config"


class FindingsError(DangkeError):
    """The script has findings that forbid a build: errors, or warnings under `--strict`."""

    code = "findings"

    def __init__(self, lines: Sequence[str], *, hint: str) -> None:
        super().__init__("；".join(lines), hint=hint)


class EngineError(DangkeError):
    """The speech engine is not usable: not installed, damaged, of an unknown voice; or its service is not to be had."""

    code = "engine"

    def __init__(
        self, message: str, *, place: str | None = None, hint: str | None = None, is_outage: bool = False
    ) -> None:
        super().__init__(message, place=place, hint=hint)
        self.is_outage = is_outage
        """Whether a service is down or refuses, and nothing that the user wrote is wrong."""


class SynthesisError(DangkeError):
    """A sentence could not be spoken."""

    code = "synthesis"

    def __init__(
        self,
        message: str,
        *,
        kind: FailureKind = "text",
        retry_after_s: float | None = None,
        place: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message, place=place, hint=hint)
        self.kind: FailureKind = kind
        self.retry_after_s = retry_after_s
        """What a service asked for."""

    def __reduce__(self) -> tuple[object, ...]:
        """Keyword arguments do not survive a pipe by themselves."""
        return _revived, (self.message, self.kind, self.retry_after_s, self.place, self.hint)


def _revived(
    message: str, kind: FailureKind, retry_after_s: float | None, place: str | None, hint: str | None
) -> SynthesisError:
    return SynthesisError(message, kind=kind, retry_after_s=retry_after_s, place=place, hint=hint)


class RecognizerError(DangkeError):
    """The speech recognizer is not usable: not installed, its model missing or damaged, its process dead."""

    code = "recognizer"


class StorageError(DangkeError):
    """A folder cannot be written, or the disk is full."""

    code = "storage"


class LostClipError(StorageError):
    """A clip that was in the store is not there any more, or is damaged: it can be spoken again."""

    def __init__(self, key: str, *, place: str) -> None:
        hint = "请重新运行，只会补做缺少的部分"
        super().__init__("缓存里的声音片段在生成途中被删除或损坏", place=place, hint=hint)
        self.key = key


class BusyError(DangkeError):
    """Another build of the same lecture is running."""

    code = "busy"


class OutdatedPageError(DangkeError):
    """The page in the browser shows a script as it was before somebody changed it."""

    code = "outdated"


class StoppedError(Exception):
    """A build's user wants no more of it: raised from the callback that is told of its progress. Not a failure."""


class UnknownDocumentError(KeyError):
    """The studio has no document of that id: it was removed, or never was."""
