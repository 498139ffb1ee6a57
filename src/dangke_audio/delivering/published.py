"""What is published: a manifest read back. None of it is trusted; what does not read is as if it were not there."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from dangke_audio.delivering.manifest import MANIFEST, SCHEMA
from dangke_audio.model.rendition import Rendition, SpokenLine
from dangke_audio.model.report import EditionName, Finding, Location

EDITIONS: tuple[EditionName, ...] = ("phone", "horn")


@dataclass(frozen=True, slots=True)
class Published:
    """A lecture as the last build left it."""

    title: str
    milliseconds: int
    rendition: Rendition
    files: tuple[tuple[str, str], ...]
    """Name below the lecture's folder, and kind."""
    findings: tuple[Finding, ...]
    editions: frozenset[EditionName]


def published(folder: Path) -> Published | None:
    """What the manifest in a lecture's folder says; None where there is none, or none of this program's time."""
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
        return _published(content) if content["schema"] == SCHEMA else None
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def source_of(folder: Path) -> tuple[str, str | None, str | None, str | None, str] | None:
    """Of what is published: SHA-256 of script, sidecar, lexicons and takes, name of the voice; None where nothing is."""
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
        source = content["source"]
        others = (source[f"{name}_sha256"] for name in ("sidecar", "lexicon", "takes"))
        sidecar, lexicon, takes = (other and str(other) for other in others)
        return str(source["sha256"]), sidecar, lexicon, takes, str(content["voice"]["name"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _published(content: Mapping[str, Any]) -> Published:
    return Published(
        title=str(content["title"]),
        milliseconds=_milliseconds(content),
        rendition=_rendition(content),
        files=tuple((str(file["name"]), str(file["kind"])) for file in content["files"]),
        findings=tuple(map(_finding, content["findings"])),
        editions=_editions(content),
    )


def _editions(content: Mapping[str, Any]) -> frozenset[EditionName]:
    """Older manifests know of one only."""
    return frozenset(name for name in EDITIONS if name in content.get("editions", ("phone",)))


def _milliseconds(content: Mapping[str, Any]) -> int:
    """Of the phone edition; of all parts where there are only these."""
    if "phone" in _editions(content):
        return int(content["duration_ms"])
    return sum(int(part["duration_ms"]) for part in content["horn"]["parts"])


def _rendition(content: Mapping[str, Any]) -> Rendition:
    clips, blocks = (tuple(map(str, content[name])) for name in ("clips", "blocks"))
    rate_hz = int(content["rate_hz"])
    lines = tuple(
        SpokenLine(
            written=str(sentence["written"]),
            chapter=int(sentence["chapter"]) - 1,
            clips=clips[sentence["first_clip"] : sentence["end_clip"]],
            blocks=blocks[sentence["first_clip"] : sentence["end_clip"]],
            milliseconds=round(1000 * (sentence["end_sample"] - sentence["start_sample"]) / rate_hz),
            span=end_sample - sentence["start_sample"],
        )
        for sentence, end_sample in _with_ends(content)
    )
    tags = (
        str(content["title"]),
        str(content["voice"]["artist"]),
        str(content.get("date") or ""),
        str(content.get("cover_recipe") or ""),
    )
    return Rendition(tuple(str(chapter["title"]) for chapter in content["chapters"]), lines, tags)


def _with_ends(content: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], int]]:
    """Each sentence with the sample at which the next one or, behind the last of a chapter, the next chapter starts."""
    for sentence, following in pairwise([*content["sentences"], None]):
        is_last = following is None or following["chapter"] != sentence["chapter"]
        yield (
            sentence,
            content["chapters"][sentence["chapter"] - 1]["end_sample"] if is_last else following["start_sample"],
        )


def _finding(told: Mapping[str, Any]) -> Finding:
    place = told["location"]
    return Finding(told["severity"], told["code"], told["message"], Location(**place) if place else None)
