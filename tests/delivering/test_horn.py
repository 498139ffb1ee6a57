import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import mutagen.id3
import pytest
from tests.support.editions import MemoryStore, edition, talk
from tests.support.foreign import run_tool
from tests.support.sound import speechlike

from dangke_audio.assembling.joiner import join_block
from dangke_audio.assembling.programme import Frame, Said, lay_out_part
from dangke_audio.delivering import deliver
from dangke_audio.delivering.blocks import BlockSource
from dangke_audio.delivering.edition import Edition, Horn
from dangke_audio.delivering.encoder import Encoding
from dangke_audio.delivering.mp3_frames import count_samples, is_info, main_data_begin, walk
from dangke_audio.model.audio import Clip, Pcm
from dangke_audio.model.horn import HornOptions
from dangke_audio.model.report import Output

SOUND = speechlike(40_000, rate_hz=44_100)


def horn(titles: tuple[str, ...] = ("第一部分", "第二部分"), **options: object) -> Horn:
    chosen = replace(HornOptions(), **options)  # type: ignore[arg-type]
    encoding = Encoding(96, channels=2 if chosen.stereo else 1, reservoir=False)
    source = BlockSource(MemoryStore(), lambda _: Pcm(44_100, SOUND.data), join_block, 44_100, encoding)
    text = [Said(Clip("clip", SOUND.samples), 500), Said(Clip("clip", SOUND.samples), 900)]
    parts = tuple(lay_out_part(title, Frame(()), text, 1, 0, 44_100) for title in titles)
    return Horn(chosen, parts, source)


def published(tmp_path: Path, made: Horn, *, has_phone: bool = False) -> tuple[Output, ...]:
    request: Edition = edition(talk([("开场", 2)]), tmp_path / "out")
    return deliver(replace(request, horn=made, has_phone=has_phone))


def test_the_files_are_numbered_and_plain(tmp_path: Path) -> None:
    outputs = published(tmp_path, horn())
    parts = [Path(output.path) for output in outputs if output.kind == "part"]
    assert [path.name for path in parts] == ["0001_第一部分.mp3", "0002_第二部分.mp3"]
    assert {output.edition for output in outputs if output.kind == "part"} == {"horn"}
    for path in parts:
        data = path.read_bytes()
        frames = list(walk(data))
        assert not is_info(data, frames[0])
        assert {main_data_begin(data, frame) for frame in frames} == {0}
        assert {frame.header.stream for frame in frames} == {(True, 44_100, 96, 1)}
        assert data[-3:] != b"TAG"
        assert data[-128:-125] != b"TAG"


def test_they_are_as_long_as_the_manifest_says(tmp_path: Path) -> None:
    made = horn()
    outputs = published(tmp_path, made)
    told = json.loads(Path(outputs[-1].path).read_bytes())
    assert told["editions"] == ["horn"]
    for part, told_part, output in zip(made.parts, told["horn"]["parts"], outputs, strict=False):
        assert count_samples(Path(output.path).read_bytes()) == part.samples == told_part["samples"]


def test_title_and_number_are_all_that_the_tag_holds(tmp_path: Path) -> None:
    first, second = (Path(output.path) for output in published(tmp_path, horn()) if output.kind == "part")
    tags = mutagen.id3.ID3(BytesIO(first.read_bytes()))
    assert tags.version == (2, 3, 0)
    assert sorted(tags) == ["TIT2", "TRCK"]
    assert str(tags["TIT2"]) == "让党课更有味道 第一部分"
    assert str(mutagen.id3.ID3(BytesIO(second.read_bytes()))["TRCK"]) == "2/2"


def test_without_tags_there_are_frames_and_nothing_else(tmp_path: Path) -> None:
    (path,) = (
        Path(output.path) for output in published(tmp_path, horn(("全文",), tags=False)) if output.kind == "part"
    )
    data = path.read_bytes()
    assert data[:2] == b"\xff\xfb"
    assert next(walk(data)).offset == 0


def test_stereo_is_the_same_sound_twice(tmp_path: Path) -> None:
    outputs = published(tmp_path, horn(("全文",), stereo=True))
    data = Path(outputs[0].path).read_bytes()
    assert {frame.header.channels for frame in walk(data)} == {2}


def test_both_editions_stand_side_by_side_and_one_can_go(tmp_path: Path) -> None:
    both = published(tmp_path, horn(), has_phone=True)
    folder = Path(both[-1].path).parent
    assert {"lecture", "section", "part", "page", "manifest"} <= {output.kind for output in both}
    published(tmp_path, horn())
    names = {path.name for path in folder.rglob("*") if path.is_file()}
    assert names == {"0001_第一部分.mp3", "0002_第二部分.mp3", "manifest.json"}


def test_names_are_short_enough_for_the_simplest_players(tmp_path: Path) -> None:
    outputs = published(tmp_path, horn(tuple(f"第{number}部分" for number in ("九十八", "九十九"))))
    assert all(len(Path(output.path).name) <= 31 for output in outputs)


def test_what_is_published_by_the_same_recipe_is_not_written_again(tmp_path: Path) -> None:
    (path,) = (Path(output.path) for output in published(tmp_path, horn(("全文",))) if output.kind == "part")
    before = path.stat().st_mtime_ns
    published(tmp_path, horn(("全文",)))
    assert path.stat().st_mtime_ns == before


def test_how_loud_it_is_stands_in_the_manifest(tmp_path: Path) -> None:
    outputs = published(tmp_path, horn())
    told = json.loads(Path(outputs[-1].path).read_bytes())
    assert told["loudness_lufs"] is None
    assert told["horn"]["loudness_lufs"] < 0


@pytest.mark.parametrize("stereo", [False, True])
def test_foreign_tools_find_nothing_odd(tmp_path: Path, stereo: bool) -> None:
    """mp3val sees every frame, mpg123 decodes what was laid out, ffprobe finds sound and nothing beside it."""
    made = horn(("全文",), stereo=stereo)
    path = published(tmp_path, made)[0].path
    report = run_tool("mp3val", path)
    assert "WARNING" not in report
    assert "ERROR" not in report
    raw = tmp_path / "raw"
    run_tool("mpg123", "-q", "--no-gapless", "--mono", "-O", str(raw), path)
    assert raw.stat().st_size == 2 * made.parts[0].samples
    told = json.loads(run_tool("ffprobe", "-v", "error", "-show_streams", "-show_chapters", "-of", "json", path))
    assert [one["codec_type"] for one in told["streams"]] == ["audio"]
    assert told["chapters"] == []
