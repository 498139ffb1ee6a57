"""What should be heard is read from a manifest that anybody may have damaged."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dangke_audio.delivering.manifest import SCHEMA
from dangke_audio.errors import SourceError
from dangke_audio.listening import published_speech

Manifest = dict[str, Any]


def manifest() -> Manifest:
    sentence = {"chapter": 1, "written": "你好。", "spoken": "你好。", "pinyin": "ni3 hao3 -"}
    return {
        "schema": SCHEMA,
        "title": "春耕",
        "rate_hz": 24_000,
        "samples": 48_000,
        "files": [{"kind": "lecture", "name": "春耕.mp3", "sha256": "0" * 64}],
        "chapters": [{"title": "开场"}],
        "sentences": [{**sentence, "start_sample": 1200, "end_sample": 24_000}],
    }


def write(folder: Path, content: object) -> Path:
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_a_manifest_says_what_should_be_heard(tmp_path: Path) -> None:
    speech = published_speech(write(tmp_path, manifest()))
    assert (speech.title, speech.mp3.name, speech.chapters) == ("春耕", "春耕.mp3", ("开场",))
    assert [(one.place.chapter, one.place.sentence, one.syllables) for one in speech.sentences] == [(1, 1, 2)]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content["sentences"][0].update(pinyin=5),
        lambda content: content["sentences"][0].update(chapter=2),
        lambda content: content["sentences"][0].update(chapter=0),
        lambda content: content["sentences"][0].update(start_sample=-1),
        lambda content: content["sentences"][0].update(end_sample=1000),
        lambda content: content.update(sentences=[7]),
        lambda content: content.update(sentences=[]),
        lambda content: content.update(files=["春耕.mp3"]),
        lambda content: content.update(rate_hz=0),
        lambda content: content.update(rate_hz=float("inf")),
        lambda content: content.update(schema=None),
    ],
)
def test_a_damaged_manifest_is_told_as_that(tmp_path: Path, damage: Callable[[Manifest], None]) -> None:
    content = manifest()
    damage(content)
    with pytest.raises(SourceError, match="已损坏"):
        published_speech(write(tmp_path, content))


@pytest.mark.parametrize("schema", [SCHEMA - 1, SCHEMA + 1])
def test_a_lecture_of_another_program_is_not_called_damaged(tmp_path: Path, schema: int) -> None:
    with pytest.raises(SourceError, match="别的版本"):
        published_speech(write(tmp_path, {**manifest(), "schema": schema}))


@pytest.mark.parametrize("content", [[], None, "春耕", 7])
def test_what_is_no_manifest_is_told_as_damaged(tmp_path: Path, content: object) -> None:
    with pytest.raises(SourceError, match="已损坏"):
        published_speech(write(tmp_path, content))
