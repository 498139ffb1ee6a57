"""A whole published lecture, read by programs that nobody here wrote."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import srt
import webvtt
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from PIL import Image
from tests.support.editions import edition, talk
from tests.support.foreign import run_tool

from dangke_audio.delivering import deliver
from dangke_audio.delivering.edition import Artwork, Cover, Edition

CHAPTERS = [("开场", 2), ("一、“早”，早一些、再早一些", 4), ("二、晚", 3), ("三", 1)]


@pytest.fixture(scope="module")
def request_(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    file = BytesIO()
    Image.effect_noise((500, 500), 60).convert("RGB").save(file, "JPEG")
    whole = edition(talk(CHAPTERS), tmp_path_factory.mktemp("foreign") / "out", title="让党课更有“味道”")
    return replace(whole, artwork=Artwork("recipe", Cover(file.getvalue(), file.getvalue())))


@pytest.fixture(scope="module")
def files(request_: Edition) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for output in deliver(request_):
        found.setdefault(output.kind, []).append(Path(output.path))
    return found


def mp3s(files: dict[str, list[Path]]) -> list[Path]:
    return [*files["lecture"], *files["section"]]


def test_mp3val_finds_nothing(files: dict[str, list[Path]]) -> None:
    for path in mp3s(files):
        report = run_tool("mp3val", str(path))
        assert "WARNING" not in report
        assert "ERROR" not in report


def test_mpg123_decodes_the_timelines_length(files: dict[str, list[Path]], request_: Edition, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    run_tool("mpg123", "-q", "--no-gapless", "-O", str(raw), str(files["lecture"][0]))
    assert raw.stat().st_size == 2 * request_.timeline.samples


@pytest.mark.parametrize("kind", ["lecture", "m4b"])
def test_ffprobe_reads_chapters_title_and_picture(files: dict[str, list[Path]], request_: Edition, kind: str) -> None:
    path = str(files[kind][0])
    told = json.loads(
        run_tool("ffprobe", "-v", "error", "-show_chapters", "-show_streams", "-show_format", "-of", "json", path)
    )
    timeline = request_.timeline
    assert [(round(float(one["start_time"]) * 1000), one["tags"]["title"]) for one in told["chapters"]] == [
        (timeline.milliseconds(span.start), span.title) for span in timeline.chapters
    ]
    assert told["format"]["tags"]["title"] == "让党课更有“味道”"
    pictures = [one for one in told["streams"] if one.get("disposition", {}).get("attached_pic")]
    assert [(one["codec_name"], one["width"]) for one in pictures] == [("mjpeg", 500)]
    assert float(told["format"]["duration"]) == pytest.approx(timeline.samples / timeline.rate_hz, abs=0.06)


def test_ffmpeg_decodes_the_m4b_without_a_word(files: dict[str, list[Path]], request_: Edition, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    said = run_tool("ffmpeg", "-v", "error", "-i", str(files["m4b"][0]), "-map", "0:a", "-f", "s16le", str(raw))
    assert said == ""
    assert raw.stat().st_size == 2 * request_.timeline.samples * 4 // 3


def test_mutagen_reads_what_phones_show(files: dict[str, list[Path]], request_: Edition) -> None:
    milliseconds = request_.timeline.milliseconds(request_.timeline.samples)
    whole = files["lecture"][0]
    assert round(MP3(whole).info.length * 1000) == milliseconds
    tag = ID3(whole)
    assert tag.version == (2, 3, 0)
    assert [len(tag.getall(name)) for name in ("CTOC", "CHAP", "USLT", "APIC", "TIT2", "TPE1", "TALB")] == [
        1,
        4,
        1,
        1,
        1,
        1,
        1,
    ]
    for path in files["section"]:
        assert [len(ID3(path).getall(name)) for name in ("CTOC", "CHAP", "USLT", "APIC")] == [0, 0, 1, 1]
    assert [one.title for one in MP4(files["m4b"][0]).chapters] == [title for title, _ in CHAPTERS]


def test_text_files_have_the_timelines_times(files: dict[str, list[Path]], request_: Edition) -> None:
    timeline = request_.timeline
    wanted = [(timeline.milliseconds(cue.start), timeline.milliseconds(cue.end), cue.text) for cue in timeline.cues]
    captions = webvtt.read(str(files["vtt"][0])).captions
    assert [(_ms(one.start), _ms(one.end), one.text) for one in captions] == wanted
    subtitles = srt.parse(files["srt"][0].read_text(encoding="utf-8"))
    assert [(one.start.total_seconds() * 1000, one.content) for one in subtitles] == [
        (pytest.approx(start), text) for start, _, text in wanted
    ]
    chapters = json.loads(files["chapters"][0].read_bytes())["chapters"]
    assert [round(one["startTime"] * 1000) for one in chapters] == [
        timeline.milliseconds(span.start) for span in timeline.chapters
    ]


def _ms(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return round(1000 * (3600 * int(hours) + 60 * int(minutes) + float(seconds)))


def test_the_playlist_plays_every_section_in_order(files: dict[str, list[Path]]) -> None:
    (playlist,) = files["playlist"]
    names = [line for line in playlist.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert [playlist.parent / name for name in names] == files["section"]
