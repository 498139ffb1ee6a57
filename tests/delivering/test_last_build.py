"""What came out the same is left alone, whatever was changed beside it; what somebody touched is made again."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.editions import MemoryStore, edition, talk

from dangke_audio.delivering import deliver
from dangke_audio.delivering.edition import Edition
from dangke_audio.delivering.last_build import RECORD, last_build
from dangke_audio.delivering.manifest import MANIFEST
from dangke_audio.delivering.published import published
from dangke_audio.delivering.shelf import Shelf

CHAPTERS = [("开场", 1), ("一、早", 2), ("二、晚", 1)]
FILES = ["让党课更有味道.mp3", "章节/01-开场.mp3", "章节/02-一、早.mp3", "章节/03-二、晚.mp3"]


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def request_(tmp_path: Path, store: MemoryStore) -> Edition:
    return edition(talk(CHAPTERS), tmp_path / "out", store=store)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "out" / "讲稿", tmp_path / "out" / ".dangke" / "讲稿")


def with_long_pause(request: Edition, block: int) -> Edition:
    """One joint more behind a block, and everything behind it later."""
    blocks, spans = list(request.timeline.blocks), list(request.timeline.chapters)
    blocks[block] = replace(blocks[block], tail=blocks[block].tail + 2304)
    blocks[block + 1 :] = [replace(later, start=later.start + 2304) for later in blocks[block + 1 :]]
    spans = [
        replace(span, start=blocks[span.first].start, stop=blocks[span.end - 1].end)
        for span in request.timeline.chapters
    ]
    return replace(request, timeline=replace(request.timeline, blocks=tuple(blocks), chapters=tuple(spans)))


def reads_of(request: Edition, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Deliver; the blocks that were read."""
    asked: list[str] = []
    read = MemoryStore.read

    def noted(self: MemoryStore, key: str) -> bytes | None:
        asked.append(key)
        return read(self, key)

    monkeypatch.setattr(MemoryStore, "read", noted)
    deliver(request)
    monkeypatch.undo()
    return set(asked) & {request.blocks.key(block) for block in request.timeline.blocks}


def test_nothing_is_known_before_the_first_build(shelf: Shelf) -> None:
    assert not last_build(shelf).stands(shelf.folder, "1" * 64)
    assert last_build(shelf).kept(shelf.folder, FILES[0], "recipe") is None


def test_a_build_of_the_same_stands_until_a_file_is_touched(request_: Edition, shelf: Shelf) -> None:
    deliver(request_)
    last = last_build(shelf)
    assert sorted(name for name in last.files if name.endswith(".mp3")) == sorted(FILES)
    assert MANIFEST in last.files
    assert last.stands(shelf.folder, request_.made_from)
    assert not last.stands(shelf.folder, "another")
    path = shelf.folder / FILES[2]
    damaged = bytearray(path.read_bytes())
    damaged[5000] ^= 1
    path.write_bytes(damaged)
    assert not last.stands(shelf.folder, request_.made_from)
    path.unlink()
    assert not last.stands(shelf.folder, request_.made_from)


def test_a_changed_section_leaves_the_others_unread_and_untouched(
    request_: Edition, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(request_)
    for name in FILES:
        os.utime(shelf.folder / name, ns=(10**15, 10**15))
    deliver(request_)  # the touched files are looked at, found the same and remembered
    changed = with_long_pause(request_, 1)
    for block in changed.timeline.blocks:
        changed.blocks.ensure(block)
    deliver(changed)
    times = [(shelf.folder / name).stat().st_mtime_ns == 10**15 for name in FILES]
    assert times == [False, True, False, True]
    assert reads_of(changed, monkeypatch) == set()


def test_what_was_touched_is_made_again(
    request_: Edition, shelf: Shelf, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(request_)
    path = shelf.folder / FILES[3]
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"\0")
    assert reads_of(request_, monkeypatch) == {request_.blocks.key(request_.timeline.blocks[3])}
    assert path.read_bytes() == whole
    assert store.entries


def test_another_title_makes_every_file_again(request_: Edition, shelf: Shelf) -> None:
    deliver(request_)
    deliver(replace(request_, credits=replace(request_.credits, title="另一个题目"), made_from="2" * 64))
    found = published(shelf.folder)
    assert found
    assert found.title == "另一个题目"
    assert not (shelf.folder / FILES[0]).exists()
    assert last_build(shelf).stands(shelf.folder, "2" * 64)


def test_after_a_publish_that_was_cut_short_nothing_is_taken_for_granted(request_: Edition, shelf: Shelf) -> None:
    deliver(request_)
    shelf.intent.write_text('{"files": []}')
    assert not last_build(shelf).stands(shelf.folder, request_.made_from)


@pytest.mark.parametrize(
    "record", ["", "[]", "{}", '{"made_from": "1", "files": {"a": 1}}', '{"made_from": "1", "files": []}']
)
def test_a_damaged_record_is_none(request_: Edition, shelf: Shelf, record: str) -> None:
    deliver(request_)
    (shelf.state / RECORD).write_text(record)
    assert not last_build(shelf).stands(shelf.folder, request_.made_from)
    deliver(request_)
    assert last_build(shelf).stands(shelf.folder, request_.made_from)


def test_a_manifest_is_read_back(request_: Edition, shelf: Shelf) -> None:
    deliver(request_)
    found = published(shelf.folder)
    assert found
    assert (found.title, found.findings) == (request_.credits.title, request_.findings)
    assert found.rendition.chapters == ("开场", "一、早", "二、晚")
    assert [line.written for line in found.rendition.lines] == [cue.text for cue in request_.timeline.cues]
    assert [line.chapter for line in found.rendition.lines] == [0, 1, 1, 2]
    assert [line.clips for line in found.rendition.lines] == [(block.clip.key,) for block in request_.timeline.blocks]
    assert [line.blocks for line in found.rendition.lines] == [
        (request_.blocks.key(block),) for block in request_.timeline.blocks
    ]
    assert [line.milliseconds for line in found.rendition.lines] == [375, 381, 386, 392]
    assert [kind for _, kind in found.files][:4] == ["lecture", "section", "section", "section"]


@pytest.mark.parametrize("change", [{"schema": 1}, {"sentences": 3}, {"findings": [{}]}, {"clips": None}])
def test_a_strange_manifest_is_none(request_: Edition, shelf: Shelf, change: dict[str, object]) -> None:
    deliver(request_)
    path = shelf.folder / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **change}))
    assert published(shelf.folder) is None
    path.unlink()
    assert published(shelf.folder) is None
