"""Arithmetic over blocks against one measurement of the whole."""

import json
from pathlib import Path

import pytest
from tests.support.editions import MemoryStore, edition, talk

from dangke_audio.delivering import deliver
from dangke_audio.delivering.loudness import Measured, integrated, lecture_loudness, loudness_findings
from dangke_audio.model.audio import Pcm
from dangke_audio.transcoding import decode
from dangke_audio.transcoding.metering import measure

CHAPTERS = [("开场", 3), ("一、早", 5), ("二、晚", 4)]


def test_the_sum_of_the_blocks_is_the_whole(tmp_path: Path) -> None:
    request = edition(talk(CHAPTERS, samples=40_000), tmp_path / "out")
    blocks = request.timeline.blocks
    whole = Pcm(24_000, b"".join(request.blocks.pcm(block).data for block in blocks))
    assert lecture_loudness(blocks, request.blocks) == pytest.approx(measure(whole).lufs or 0, abs=0.1)


def test_each_block_is_measured_once(tmp_path: Path) -> None:
    store = MemoryStore()
    request = edition(talk(CHAPTERS), tmp_path / "out", store=store)
    first = lecture_loudness(request.timeline.blocks, request.blocks)
    store.written.clear()
    assert lecture_loudness(request.timeline.blocks, request.blocks) == first
    assert store.written == []


def test_soft_passages_do_not_count() -> None:
    assert integrated([-16.0] * 10 + [-60.0] * 5) == pytest.approx(-16.0)
    assert integrated([]) is None


@pytest.mark.parametrize(("lufs", "told"), [(-20.1, "加 4.1"), (-12.5, "减 3.5")])
def test_what_is_too_soft_or_too_loud_is_told_with_the_remedy(lufs: float, told: str) -> None:
    (finding,) = loudness_findings(Measured(lufs))
    assert told in finding.message
    assert finding.severity == "info"


@pytest.mark.parametrize("lufs", [None, -15.0, -16.0, -17.0])
def test_what_is_right_is_not_told(lufs: float | None) -> None:
    assert loudness_findings(Measured(lufs)) == ()


def test_the_manifest_tells_it(tmp_path: Path) -> None:
    request = edition(talk(CHAPTERS), tmp_path / "out")
    (manifest,) = [Path(output.path) for output in deliver(request) if output.kind == "manifest"]
    told = json.loads(manifest.read_bytes())["loudness_lufs"]
    assert told == lecture_loudness(request.timeline.blocks, request.blocks)


def test_the_mp3_is_as_loud_as_its_sound(tmp_path: Path) -> None:
    """LAME by itself makes it softer by 0.45 dB."""
    request = edition(talk(CHAPTERS, samples=40_000), tmp_path / "out")
    lecture = next(Path(output.path) for output in deliver(request) if output.kind == "lecture")
    found = measure(decode(lecture.read_bytes(), 24_000)).lufs
    assert found == pytest.approx(lecture_loudness(request.timeline.blocks, request.blocks), abs=0.2)
