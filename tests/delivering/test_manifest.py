import json
from pathlib import Path

from tests.support.editions import VOICE, edition, talk

from dangke_audio.delivering.edition import StagedFile
from dangke_audio.delivering.loudness import Measured
from dangke_audio.delivering.manifest import manifest, named_files

FILES = (
    StagedFile("让党课更有味道.mp3", "lecture", "a" * 64, 100),
    StagedFile("章节/01-开场.mp3", "section", "b" * 64, 40),
    StagedFile("章节/02-一、早.mp3", "section", "c" * 64, 60),
)


def test_the_manifest_says_what_was_made_of_what(tmp_path: Path) -> None:
    request = edition(talk([("开场", 1), ("一、早", 2)]), tmp_path / "out")
    content = json.loads(manifest(request, FILES, Measured(-16.0)))
    timeline = request.timeline
    assert content["program"] == "dangke-audio 0.1.0"
    assert content["title"] == "让党课更有味道"
    assert content["source"] == {
        "name": "讲稿.txt",
        "sha256": "0" * 64,
        "sidecar_sha256": None,
        "lexicon_sha256": None,
        "takes_sha256": None,
    }
    assert {name: content["voice"][name] for name in ("name", "engine", "voice", "speed", "gain_db")} == {
        "name": VOICE.name,
        "engine": VOICE.engine,
        "voice": VOICE.voice,
        "speed": 1.0,
        "gain_db": 2.5,
    }
    assert content["engine_fingerprints"] == {VOICE.voice: "probe-1"}
    assert content["roles"] == {}
    assert content["encoder"]["name"].startswith("lameenc ")
    assert content["encoder"]["bitrate_kbps"] == 64
    assert (content["rate_hz"], content["samples"]) == (24_000, timeline.samples)
    assert content["clips"] == ["clip-0", "clip-1", "clip-2"]
    assert content["blocks"] == [request.blocks.key(block) for block in timeline.blocks]
    assert [sentence["written"] for sentence in content["sentences"]] == [
        "开场的第1句。",
        "一、早的第1句。",
        "一、早的第2句。",
    ]
    assert content["sentences"][0]["start_sample"] == 1200
    assert content["files"][1] == {"name": "章节/01-开场.mp3", "kind": "section", "sha256": "b" * 64, "size": 40}
    assert content["findings"][0]["code"] == "empty-section"
    assert content["findings"][0]["location"] == {
        "path": "讲稿.txt",
        "line": 3,
        "excerpt": "二、",
        "paragraph": None,
        "page": None,
    }


def test_chapters_have_times_and_files(tmp_path: Path) -> None:
    request = edition(talk([("开场", 1), ("一、早", 2)]), tmp_path / "out")
    first, second = json.loads(manifest(request, FILES, Measured(-16.0)))["chapters"]
    border = request.timeline.blocks[1].start
    assert first == {
        "number": 1,
        "title": "开场",
        "level": 1,
        "start_sample": 0,
        "start_ms": 0,
        "end_sample": border,
        "end_ms": border // 24,
        "file": "章节/01-开场.mp3",
    }
    assert (second["start_ms"], second["file"]) == (border // 24, "章节/02-一、早.mp3")


def test_the_bytes_follow_from_the_inputs_only(tmp_path: Path) -> None:
    """Neither the folder nor the clock nor the place of the script shows."""
    request = talk([("开场", 1), ("一、早", 2)])
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = manifest(edition(request, tmp_path / "a" / "out"), FILES, Measured(-16.0))
    assert one == manifest(edition(request, tmp_path / "b" / "out"), FILES, Measured(-16.0))
    assert str(tmp_path).encode() not in one
    assert one.endswith(b"}\n")
    assert "让党课更有味道" in one.decode()
    assert list(json.loads(one)) == sorted(json.loads(one))


def test_names_are_read_back(tmp_path: Path) -> None:
    data = manifest(edition(talk([("开场", 1), ("一、早", 2)]), tmp_path / "out"), FILES, Measured(-16.0))
    assert named_files(data) == {file.name for file in FILES}
    assert named_files(b"\x89PNG") == frozenset()
