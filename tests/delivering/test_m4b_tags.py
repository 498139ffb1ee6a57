"""Tags put into a muxed M4B: what is said is there, and what sounds is not moved from under the index."""

import errno
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
from mutagen.mp4 import MP4
from PIL import Image
from tests.support.sound import speechlike

from dangke_audio.delivering.m4b_tags import M4bTag, tag_m4b
from dangke_audio.model.audio import Pcm, aac_rate_hz, joint_samples
from dangke_audio.model.credits import Credits
from dangke_audio.transcoding.aac import encode_aac
from dangke_audio.transcoding.m4b import M4bChapter, write_m4b

RATE_HZ, LEAD = 24_000, 1200
CREDITS = Credits("让党课更有味道", None, None, "人工智能合成语音（云健）")
CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"ilst"}


def jpeg() -> bytes:
    file = BytesIO()
    Image.effect_noise((500, 500), 80).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def write(path: Path) -> None:
    """Two chapters of 20 joints each, speech between silences."""
    samples = 20 * joint_samples(RATE_HZ)
    speech = speechlike(samples - 2 * LEAD, seed=1, rate_hz=RATE_HZ).data
    packets = encode_aac(Pcm(RATE_HZ, bytes(2 * LEAD) + speech + bytes(2 * LEAD)), 64)
    middle_ms = samples // 24
    chapters = [M4bChapter("一", 0, middle_ms), M4bChapter("二", middle_ms, 2 * middle_ms)]
    write_m4b(path, [packets, packets], chapters, aac_rate_hz(RATE_HZ), 64)


def boxes(data: bytes, *, start: int = 0, end: int | None = None) -> list[tuple[bytes, int]]:
    """Names and sizes of the boxes in the order of the file, those inside others behind these."""
    found, stop = [], len(data) if end is None else end
    while start < stop:
        size, name = int.from_bytes(data[start : start + 4]), data[start + 4 : start + 8]
        assert 8 <= size <= stop - start, f"the box {name!r} at byte {start} is damaged"
        found.append((name, size))
        inside = start + (12 if name == b"meta" else 8)
        if name in CONTAINERS or name == b"meta":
            found += boxes(data, start=inside, end=start + size)
        start += size
    return found


def decoded(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(audio=0)])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "书.m4b"
    write(path)
    return path


def test_a_long_text_and_a_large_picture_move_no_sample(book: Path) -> None:
    before, small = decoded(book), book.stat().st_size
    tag_m4b(book, M4bTag(CREDITS, "2024", "同志们，大家好。" * 5000, jpeg()))
    assert book.stat().st_size > small + 120_000
    assert np.array_equal(decoded(book), before)


def test_the_index_stays_in_front_and_nothing_is_padded(book: Path) -> None:
    tag_m4b(book, M4bTag(CREDITS, "2024", "同志们。" * 1000, jpeg()))
    found = boxes(book.read_bytes())
    names = [name for name, _ in found]
    assert names.index(b"moov") < names.index(b"mdat")
    assert b"ilst" in names
    assert {size for name, size in found if name == b"free"} <= {8}, "mutagen and FFmpeg leave an empty one each"


def test_chapters_stay(book: Path) -> None:
    before = [(one.title, one.start) for one in MP4(book).chapters]
    tag_m4b(book, M4bTag(CREDITS, None, "同志们。"))
    assert [(one.title, one.start) for one in MP4(book).chapters] == before
    assert [title for title, _ in before] == ["一", "二"]


def test_the_same_twice(book: Path, tmp_path: Path) -> None:
    again, tag = tmp_path / "again.m4b", M4bTag(CREDITS, "2024", "同志们。", jpeg())
    write(again)
    tag_m4b(book, tag)
    tag_m4b(again, tag)
    assert again.read_bytes() == book.read_bytes()


def test_what_is_not_known_is_not_said(book: Path) -> None:
    tag_m4b(book, M4bTag(CREDITS, None, "同志们。"))
    tags = MP4(book).tags
    assert tags is not None
    assert not {"\xa9day", "covr"} & set(tags)
    assert tags["\xa9ART"] == tags["\xa9wrt"] == ["人工智能合成语音（云健）"], "no lecturer is known: the voice"


def test_a_refusal_of_the_system_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        tag_m4b(tmp_path / "nowhere.m4b", M4bTag(CREDITS, None, "同志们。"))


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of the size of files")
def test_a_full_disk_is_told_as_such(book: Path) -> None:
    """A file that may not grow, in a process of its own: the limit would hold for pytest's files too."""
    code = """
import resource, signal, sys
from pathlib import Path
from dangke_audio.delivering.m4b_tags import M4bTag, tag_m4b
from dangke_audio.model.credits import Credits
book = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (book.stat().st_size, book.stat().st_size))
try:
    tag_m4b(book, M4bTag(Credits("题", None, None, "声"), None, "同志们。" * 1000))
except OSError as error:
    sys.exit(error.errno)
"""
    assert subprocess.run([sys.executable, "-c", code, str(book)], check=False).returncode == errno.EFBIG
