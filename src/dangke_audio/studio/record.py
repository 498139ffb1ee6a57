"""What the studio remembers of a document: a small JSON file beside the script."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from dangke_audio.errors import DangkeError, FindingsError
from dangke_audio.model.report import EditionName
from dangke_audio.model.wishes import HornWishes, Wishes
from dangke_audio.studio.said import horn_kept, is_pace

State = Literal["new", "queued", "running", "done", "failed", "stopped"]
"""Of a document's build. `queued` and `running` outlive the server: the next one goes on with them."""

_STATES: tuple[str, ...] = get_args(State)
_EDITIONS: tuple[EditionName, ...] = get_args(EditionName)
SCHEMA = 1
DOCUMENT_ID = re.compile(r"[0-9a-f]{12}")
"""Made by the server, of name and content."""


OWN_HINTS = {FindingsError.code: "请在“校对”里改好再生成；全部问题列在“讲稿”那一步"}
"""By an error's code: what to do about it here, where the terminal's remedy is a command."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """An error in the user's words, as it goes to the page."""

    code: str
    message: str
    place: str | None = None
    hint: str | None = None

    @classmethod
    def of(cls, error: DangkeError) -> "Complaint":
        """What an expected failure has to say."""
        return cls(error.code, error.message, error.place, OWN_HINTS.get(error.code, error.hint))


@dataclass(frozen=True, slots=True)
class Record:
    """One document."""

    name: str
    """The script's file name."""
    added_ns: int
    """When it was brought, nanoseconds since 1970: the list shows the newest first."""
    title: str = ""
    """Of the lecture, once it is known."""
    voice: str | None = None
    """A profile's name; None for the default one."""
    editions: tuple[EditionName, ...] = ("phone",)
    state: State = "new"
    asked_ns: int = 0
    """When its build was asked for: the order of the queue."""
    complaint: Complaint | None = None
    """Why the last build failed."""
    pace: float = 1.0
    """As in `Wishes`."""
    horn: HornWishes = field(default_factory=HornWishes)
    """What is chosen of the loudspeaker edition, above `dangke.toml`."""

    @property
    def wishes(self) -> Wishes:
        """What its build is asked for, as the command line would ask."""
        return Wishes(voice=self.voice, pace=self.pace, editions=self.editions, horn=self.horn)


def written(record: Record) -> bytes:
    """As JSON."""
    return json.dumps({"schema": SCHEMA, **asdict(record)}, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def read_back(content: bytes) -> Record | None:
    """None where it is damaged or of another time: the document is then as if it were new."""
    try:
        told = json.loads(content)
        return _record(told) if told["schema"] == SCHEMA else None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def _record(told: Mapping[str, Any]) -> Record:
    voice, complaint = told["voice"], told["complaint"]
    state: State = told["state"] if told["state"] in _STATES else "new"
    return Record(
        name=str(told["name"]),
        added_ns=int(told["added_ns"]),
        title=str(told["title"]),
        voice=None if voice is None else str(voice),
        editions=tuple(name for name in _EDITIONS if name in told["editions"]) or ("phone",),
        state=state,
        asked_ns=int(told["asked_ns"]),
        complaint=Complaint(**complaint) if complaint else None,
        pace=float(told["pace"]) if is_pace(told.get("pace")) else 1.0,
        horn=horn_kept(told.get("horn")),
    )
