import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mutagen.id3 import ID3
from tests.support.editions import MemoryStore, edition, talk

from dangke_audio.delivering import deliver
from dangke_audio.delivering.shelf import publishing
from dangke_audio.delivering.tracks import chapter_marks
from dangke_audio.errors import StorageError

CHAPTERS = [("开场", 1), ("一、早", 2), ("二、晚", 1)]


def published(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_outputs_name_what_was_published(tmp_path: Path) -> None:
    outputs = deliver(edition(talk(CHAPTERS), tmp_path / "out"))
    assert [output.kind for output in outputs] == [
        *["lecture", "section", "section", "section"],
        *["lrc", "vtt", "srt", "chapters", "timetable", "playlist", "m4b", "page"],
        "manifest",
    ]
    assert {output.edition for output in outputs} == {"phone"}
    folder = tmp_path / "out" / "讲稿"
    assert {Path(output.path) for output in outputs} == {path for path in folder.rglob("*") if path.is_file()}


def test_chapter_times_equal_the_manifests(tmp_path: Path) -> None:
    request = edition(talk(CHAPTERS), tmp_path / "out")
    lecture, *_, manifest = (Path(output.path) for output in deliver(request))
    tags = ID3(lecture)
    times = [
        (tags[f"CHAP:{name}"].start_time, tags[f"CHAP:{name}"].end_time) for name in tags["CTOC:toc"].child_element_ids
    ]
    chapters = json.loads(manifest.read_bytes())["chapters"]
    assert times == [(chapter["start_ms"], chapter["end_ms"]) for chapter in chapters]
    assert times == [(mark.start_ms, mark.end_ms) for mark in chapter_marks(request.timeline)]


def test_a_second_build_leaves_every_file_alone(tmp_path: Path) -> None:
    lecture, store = talk(CHAPTERS), MemoryStore()
    first = [Path(output.path) for output in deliver(edition(lecture, tmp_path / "out", store=store))]
    before = published(tmp_path / "out" / "讲稿")
    for path in first:
        os.utime(path, (1_000_000, 1_000_000))
    store.written.clear()
    second = [Path(output.path) for output in deliver(edition(lecture, tmp_path / "out", store=store))]
    assert second == first
    assert store.written == []
    assert published(tmp_path / "out" / "讲稿") == before
    assert {path.stat().st_mtime for path in second} == {1_000_000}


def test_a_clean_build_elsewhere_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        deliver(edition(talk(CHAPTERS), tmp_path / name / "out"))
    assert published(tmp_path / "a" / "out" / "讲稿") == published(tmp_path / "b" / "out" / "讲稿")


def test_files_of_an_older_title_are_removed(tmp_path: Path) -> None:
    deliver(edition(talk(CHAPTERS), tmp_path / "out", title="旧题目"))
    deliver(edition(talk(CHAPTERS[:2]), tmp_path / "out", title="新题目"))
    assert sorted(published(tmp_path / "out" / "讲稿")) == sorted(
        [
            "manifest.json",
            "收听.html",
            *(
                f"新题目{suffix}"
                for suffix in (".mp3", ".m4b", ".lrc", ".vtt", ".srt", ".chapters.json", ".时间表.txt")
            ),
            *("章节/01-开场.mp3", "章节/02-一、早.mp3", "章节/新题目.m3u8"),
        ]
    )


def test_a_shelf_that_is_held_is_used(tmp_path: Path) -> None:
    request = edition(talk(CHAPTERS), tmp_path / "out")
    with publishing(request.out, request.script) as shelf:
        outputs = deliver(request, shelf)
        assert Path(outputs[0].path).parent == shelf.folder


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with 512 KiB of room."""
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only root can mount")
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("tmpfs cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_old_files_and_nothing_else(small_disk: Path) -> None:
    out = small_disk / "out"
    deliver(edition(talk(CHAPTERS), out))
    before = published(out / "讲稿")
    with pytest.raises(StorageError, match="磁盘空间不足") as error:
        deliver(edition(talk([("开场", 40)]), out))
    assert str(out) in (error.value.place or "")
    assert error.value.hint
    assert published(out / "讲稿") == before
    assert sorted(path.name for path in (out / ".dangke" / "讲稿").iterdir()) == [
        "last_build.json",
        "lock",
        "source.json",
    ]
    deliver(edition(talk(CHAPTERS), out))
    assert published(out / "讲稿") == before


LIMITED = """
import resource, sys
from pathlib import Path
from dangke_audio.delivering import deliver
from dangke_audio.errors import StorageError
from tests.support.editions import edition, talk
request = edition(talk([("开场", 3)]), Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    deliver(request)
except StorageError as error:
    print(error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits are of POSIX")
def test_a_write_that_fails_in_the_middle(tmp_path: Path) -> None:
    out = tmp_path / "out"
    deliver(edition(talk(CHAPTERS), out))
    before = published(out / "讲稿")
    command = [sys.executable, "-c", LIMITED, str(out)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "storage", "")
    assert published(out / "讲稿") == before
    assert not (out / ".dangke" / "讲稿" / "staging").exists()
