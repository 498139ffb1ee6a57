"""Working copies: a script after reading, kept as JSON, so that its text can be edited and nothing else is lost.

{"format": "dangke-audio working copy 1", "name": "讲稿.docx", "encoding": "docx", "original": "5e0c…",
"paragraphs": [
{"text": "担子很重。", "paragraph": 3, "pins": [[3, 4, "zhong4"]]}
], "findings": [], "omitted": []}

A script of any format has the same copy: paragraphs with what their format says of them (styles, places, readings).
So a lecture has the outline and the sentences that the original gives, and its places name the original's.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dangke_audio.errors import SourceError
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.source import Omission, Pin, SourceDocument, SourceParagraph
from dangke_audio.reading.files import excerpt_of, file_bytes, sha256_of

FORMAT = "dangke-audio working copy 1"
LARGEST_BYTES = 100_000_000
_PLAIN = SourceParagraph("", Location(""))


def read_working_copy(path: Path) -> SourceDocument:
    """The script as it stands in its working copy; `sha256` is the copy's. Raises SourceError where it is damaged."""
    data = file_bytes(path, LARGEST_BYTES)
    try:
        table = json.loads(data)
        if table["format"] != FORMAT:
            raise ValueError(table["format"])
        name = str(table["name"])
        return SourceDocument(
            name,
            str(table["encoding"]),
            sha256_of(data),
            tuple(_paragraph(row, name) for row in table["paragraphs"]),
            tuple(Finding(row[0], row[1], row[2], _location(row[3], name)) for row in table["findings"]),
            tuple(Omission(row[0], row[1], _location(row[2], name) or Location(name)) for row in table["omitted"]),
        )
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        hint = "请删去它所在的文件夹，从原来的讲稿重新开始"
        raise SourceError("讲稿的工作副本损坏了", place=str(path), hint=hint) from error


def original_of(path: Path) -> str | None:
    """SHA-256 of the file that a working copy was made of; None where there is no whole copy."""
    try:
        original = json.loads(path.read_bytes())["original"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(original)


def working_copy_bytes(document: SourceDocument, original: str) -> bytes:
    """A script as a working copy, a paragraph a line; `original` is the SHA-256 of the file that it was read from."""
    head = {"format": FORMAT, "name": document.name, "encoding": document.encoding, "original": original}
    rows = ",\n".join(_json(paragraph_row(paragraph)) for paragraph in document.paragraphs)
    findings = [[one.severity, one.code, one.message, _place_row(one.location)] for one in document.findings]
    omitted = [[one.text, one.reason, _place_row(one.location)] for one in document.omitted]
    tail = {"findings": findings, "omitted": omitted}
    return f'{_json(head)[:-1]}, "paragraphs": [\n{rows}\n], {_json(tail)[1:]}\n'.encode("utf-8", "surrogatepass")


def paragraph_row(paragraph: SourceParagraph) -> dict[str, Any]:
    """A paragraph for JSON: what is not said is usual."""
    said = {name: getattr(paragraph, name) for name in ("role", "level", "alignment", "bold")}
    row = {name: value for name, value in said.items() if value != getattr(_PLAIN, name)}
    pins = {"pins": [[pin.start, pin.end, pin.reading] for pin in paragraph.pins]} if paragraph.pins else {}
    return {"text": paragraph.text, **(_place_row(paragraph.location) or {}), **row, **pins}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _place_row(location: Location | None) -> dict[str, Any] | None:
    """Without the file's name, which is the same everywhere, and without the excerpt."""
    if location is None:
        return None
    return {name: value for name, value in asdict(location).items() if value and name not in ("path", "excerpt")}


def _location(row: dict[str, Any] | None, name: str, text: str = "") -> Location | None:
    if row is None:
        return None
    return Location(name, row.get("line"), excerpt_of(text), row.get("paragraph"), row.get("page"))


def _paragraph(row: dict[str, Any], name: str) -> SourceParagraph:
    """Raises KeyError, TypeError, ValueError for what `paragraph_row` does not give."""
    text = str(row["text"])
    pins = tuple(Pin(int(start), int(end), str(reading)) for start, end, reading in row.get("pins", ()))
    if not all(0 <= pin.start < pin.end <= len(text) for pin in pins):
        raise ValueError("a pin outside of its text")
    return SourceParagraph(
        text,
        _location(row, name, text) or Location(name),
        row.get("role", _PLAIN.role),
        int(row.get("level", 0)),
        row.get("alignment", _PLAIN.alignment),
        bool(row.get("bold", False)),
        pins,
    )
