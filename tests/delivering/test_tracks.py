import hashlib
import tracemalloc
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from tests.support.editions import MemoryStore, edition, talk
from tests.support.sound import decoded, samples_of

from dangke_audio.assembling.joiner import join_block
from dangke_audio.delivering.edition import Edition
from dangke_audio.delivering.last_build import LastBuild
from dangke_audio.delivering.mp3_frames import count_samples, is_info, tag_length, walk
from dangke_audio.delivering.shelf import Shelf
from dangke_audio.delivering.tracks import write_tracks

CHAPTERS = [("开场", 2), ("一、很长很长的一个标题，比别的都要长", 3), ("二、短", 1), ("三、中等长的标题", 2)]
DELAY = 1105


def shelf_staging_in(folder: Path) -> Shelf:
    """A lecture's place; nothing is published there."""
    state = folder.with_name(f"{folder.name}-state")
    state.mkdir()
    (state / "staging").symlink_to(folder)
    return Shelf(folder.with_name("nothing published"), state)


def staged(request: Edition, folder: Path) -> dict[str, Path]:
    """The written files by name; each is what its entry says."""
    folder.mkdir()
    files = write_tracks(request, shelf_staging_in(folder), LastBuild())
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.mp3")) == sorted(
        f.name for f in files
    )
    for file in files:
        data = (folder / file.name).read_bytes()
        assert (file.size, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert [file.kind for file in files] == ["lecture"] + ["section"] * (len(files) - 1)
    return {file.name: folder / file.name for file in files}


def test_names_and_order(tmp_path: Path) -> None:
    names = list(staged(edition(talk(CHAPTERS), tmp_path / "out"), tmp_path / "staging"))
    assert names == [
        "让党课更有味道.mp3",
        "章节/01-开场.mp3",
        "章节/02-一、很长很长的一个标题，比别的都要长.mp3",
        "章节/03-二、短.mp3",
        "章节/04-三、中等长的标题.mp3",
    ]


def test_decoded_length_is_the_timelines(tmp_path: Path) -> None:
    request = edition(talk(CHAPTERS), tmp_path / "out")
    whole, *sections = staged(request, tmp_path / "staging").values()
    timeline = request.timeline
    assert len(decoded(whole.read_bytes())) == timeline.samples == count_samples(whole.read_bytes())
    for path, chapter in zip(sections, timeline.chapters, strict=True):
        assert len(decoded(path.read_bytes())) == chapter.stop - chapter.start
    assert MP3(whole).info.length == pytest.approx(timeline.samples / 24_000, abs=1e-6)


def test_every_sentence_stands_where_its_cue_says(tmp_path: Path) -> None:
    """Decoded sound, less the player's delay, is loud inside the cues and silent between them."""
    request = edition(talk(CHAPTERS, pause_ms=500), tmp_path / "out")
    whole, *_ = staged(request, tmp_path / "staging").values()
    sound = decoded(whole.read_bytes())[DELAY:]
    spoken = np.zeros(len(sound), bool)
    for cue in request.timeline.cues:
        spoken[cue.start : cue.end] = True
        assert np.sqrt(np.mean(sound[cue.start : cue.end] ** 2)) > 1000
    original = np.concatenate(
        [samples_of(join_block(request.blocks.read_pcm(b.clip), b)) for b in request.timeline.blocks]
    ).astype(float)
    assert np.abs(sound[~spoken]).max() < 200
    assert np.corrcoef(sound, original[:-DELAY])[0, 1] > 0.98


def test_sections_are_the_same_frames_as_the_whole(tmp_path: Path) -> None:
    whole, *sections = staged(edition(talk(CHAPTERS), tmp_path / "out"), tmp_path / "staging").values()
    data = whole.read_bytes()
    parts = [path.read_bytes() for path in sections]
    assert data[tag_length(data) :] == b"".join(part[tag_length(part) :] for part in parts)


def test_constant_bitrate_without_info_frame(tmp_path: Path) -> None:
    for path in staged(edition(talk(CHAPTERS), tmp_path / "out"), tmp_path / "staging").values():
        data = path.read_bytes()
        frames = list(walk(data))
        assert {frame.header.stream for frame in frames} == {(False, 24_000, 64, 1)}
        assert {frame.header.length for frame in frames} == {192}
        assert not any(is_info(data, frame) for frame in frames)
        assert frames[-1].end == len(data)


def test_chapters_in_the_file_are_the_timelines(tmp_path: Path) -> None:
    request = edition(talk(CHAPTERS), tmp_path / "out")
    whole, *sections = staged(request, tmp_path / "staging").values()
    tags = ID3(whole, translate=False)
    (table,) = tags.getall("CTOC")
    found = [tags[f"CHAP:{name}"] for name in table.child_element_ids]
    timeline = request.timeline
    assert [(str(mark.sub_frames["TIT2"]), mark.start_time, mark.end_time) for mark in found] == [
        (chapter.title, timeline.milliseconds(chapter.start), timeline.milliseconds(chapter.stop))
        for chapter in timeline.chapters
    ]
    assert found[-1].end_time == timeline.milliseconds(timeline.samples)
    assert [str(ID3(path)["TRCK"]) for path in sections] == ["1/4", "2/4", "3/4", "4/4"]
    assert [str(ID3(path)["TIT2"]) for path in sections] == [title for title, _ in CHAPTERS]
    assert not any(ID3(path).getall("CHAP") for path in sections)
    assert (str(tags["TYER"]), str(tags["TDAT"])) == ("2024", "0105")


def test_a_title_that_is_no_file_name(tmp_path: Path) -> None:
    request = edition(talk([("？/：", 1)]), tmp_path / "out", title='党课："初心"/使命?')
    assert list(staged(request, tmp_path / "one")) == ["党课： 初心 使命.mp3", "章节/01-？ ：.mp3"]
    assert (
        next(iter(staged(replace(request, credits=replace(request.credits, title="?")), tmp_path / "two")))
        == "讲稿.mp3"
    )


def test_long_titles_fit_the_file_system(tmp_path: Path) -> None:
    request = edition(talk([("学" * 150, 1)]), tmp_path / "out", title="党" * 150)
    for name in staged(request, tmp_path / "staging"):
        assert max(len(part.encode()) for part in name.split("/")) <= 255


def test_a_block_that_is_lost_meanwhile_is_made_again(tmp_path: Path) -> None:
    store = MemoryStore()
    request = edition(talk(CHAPTERS), tmp_path / "out", store=store)
    before = [path.read_bytes() for path in staged(request, tmp_path / "one").values()]
    store.entries.clear()
    assert [path.read_bytes() for path in staged(request, tmp_path / "two").values()] == before


def test_a_block_of_another_length_stops_the_build(tmp_path: Path) -> None:
    store = MemoryStore()
    request = edition(talk(CHAPTERS), tmp_path / "out", store=store)
    first, second, *_ = (request.blocks.key(block) for block in request.timeline.blocks)
    store.entries[second] = store.entries[first][:-192]
    with pytest.raises(RuntimeError, match="does not have its"):
        staged(request, tmp_path / "staging")


def test_only_the_frames_of_a_changed_sentence_differ(tmp_path: Path) -> None:
    lecture = talk(CHAPTERS)
    before, *_ = staged(edition(lecture, tmp_path / "out"), tmp_path / "one").values()
    sounds = list(lecture.sounds)
    sounds[3] = lecture.sounds[4]
    changed = replace(lecture, sounds=tuple(sounds))
    after, *_ = staged(edition(changed, tmp_path / "out"), tmp_path / "two").values()
    old, new = (path.read_bytes()[tag_length(path.read_bytes()) :] for path in (before, after))
    block = lecture.timeline.blocks[3]
    assert old[: block.start // 3] == new[: block.start // 3]
    rest = lecture.timeline.samples - block.end
    assert old[-rest // 3 :] == new[-rest // 3 :]
    assert old != new


def test_ffmpegs_demuxer_sees_the_chapters_in_order(tmp_path: Path) -> None:
    """It lists them as they stand in the tag, as simple players do."""
    request = edition(talk(CHAPTERS), tmp_path / "out")
    whole, *_ = staged(request, tmp_path / "staging").values()
    with av.open(str(whole)) as container:
        chapters = container.chapters()
    assert [chapter["metadata"]["title"] for chapter in chapters] == [title for title, _ in CHAPTERS]
    milliseconds = [(chapter["start"] * chapter["time_base"] * 1000) for chapter in chapters]
    assert milliseconds == [chapter.start / 24 for chapter in request.timeline.chapters]


def peak_bytes(blocks: int, folder: Path) -> int:
    """The most memory that writing a lecture of so many equal blocks takes at a time."""
    request = edition(talk([("开场", 1)], samples=30_000), folder.parent / "out")
    (block,) = request.timeline.blocks
    many = tuple(replace(block, start=index * block.samples) for index in range(blocks))
    chapter = replace(request.timeline.chapters[0], end=blocks, stop=blocks * block.samples)
    timeline = replace(request.timeline, blocks=many, chapters=(chapter,))
    folder.mkdir()
    tracemalloc.start()
    try:
        files = write_tracks(replace(request, timeline=timeline), shelf_staging_in(folder), LastBuild())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert files[0].size > blocks * block.samples // 3
    return peak


def test_memory_does_not_grow_with_the_lecture(tmp_path: Path) -> None:
    assert peak_bytes(600, tmp_path / "long") < peak_bytes(20, tmp_path / "short") + 500_000
