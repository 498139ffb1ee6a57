"""The M4B as players see it: the same words, times and picture as in the MP3."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
from mutagen.mp4 import MP4
from PIL import Image
from tests.support.editions import MemoryStore, edition, talk

from dangke_audio.delivering import deliver
from dangke_audio.delivering.edition import Artwork, Cover, Edition
from dangke_audio.delivering.m4b import pieces_of
from dangke_audio.model.phone import PhoneOptions

CHAPTERS = [("开场", 1), ("一、早", 4), ("二、晚", 2)]


def jpeg() -> bytes:
    file = BytesIO()
    Image.new("RGB", (64, 64), "#b00").save(file, "JPEG")
    return file.getvalue()


def delivered(request: Edition) -> Path:
    return next(Path(output.path) for output in deliver(request) if output.kind == "m4b")


def decoded(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(audio=0)]).astype(np.float32)


def test_it_says_what_the_mp3_says(tmp_path: Path) -> None:
    request = edition(talk(CHAPTERS), tmp_path / "out")
    request = replace(
        request, artwork=Artwork("", Cover(jpeg(), jpeg())), credits=replace(request.credits, speaker="张三")
    )
    file = MP4(delivered(request))
    assert file.tags is not None
    assert file.tags["\xa9nam"] == ["让党课更有味道"]
    assert file.tags["\xa9ART"] == ["张三"]
    assert file.tags["\xa9day"] == ["2024"]
    assert file.tags["stik"] == [2]
    assert "开场的第1句。" in file.tags["\xa9lyr"][0]
    assert file.tags["\xa9cmt"] == ["本音频由人工智能合成"]
    assert b'"Label": "1"' in file.tags["----:com.dangke-audio:AIGC"][0]
    assert bytes(file.tags["covr"][0]) == jpeg()
    timeline = request.timeline
    assert [(one.title, round(one.start * 1000)) for one in file.chapters] == [
        (span.title, timeline.milliseconds(span.start)) for span in timeline.chapters
    ]


def test_it_sounds_as_the_mp3_does_at_the_same_times(tmp_path: Path) -> None:
    request = edition(talk(CHAPTERS), tmp_path / "out")
    book = delivered(request)
    found = decoded(book)
    assert len(found) * 3 == request.timeline.samples * 4
    for cue in request.timeline.cues:
        start, end = cue.start * 4 // 3, cue.end * 4 // 3
        assert np.abs(found[start:end]).max() > 0.1
        assert np.abs(found[start - 1000 : start - 300]).max() < 0.01
    data = book.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_an_edit_encodes_a_piece(tmp_path: Path) -> None:
    lecture, store = talk(CHAPTERS), MemoryStore()
    request = edition(lecture, tmp_path / "out", store=store)
    deliver(request)
    store.written.clear()
    louder = list(request.timeline.blocks)
    louder[2] = replace(louder[2], gain_db=louder[2].gain_db - 1)
    deliver(replace(request, timeline=replace(request.timeline, blocks=tuple(louder))))
    assert len(store.written) == 3, "the block as MP3, the piece that it is in, how loud it is"


def test_pieces_hold_every_block_once() -> None:
    timeline = talk(CHAPTERS).timeline
    pieces = list(pieces_of(timeline))
    assert [block for piece in pieces for block in piece] == list(timeline.blocks)
    assert len(pieces) >= len(timeline.chapters)


def test_no_joint_at_the_end_is_a_mistake() -> None:
    timeline = talk(CHAPTERS).timeline
    cut = replace(timeline, blocks=(*timeline.blocks[:-1], replace(timeline.blocks[-1], tail=2000)))
    with pytest.raises(ValueError, match="joint"):
        list(pieces_of(cut))


def test_it_can_be_left_out(tmp_path: Path) -> None:
    request = replace(edition(talk(CHAPTERS), tmp_path / "out"), options=PhoneOptions(m4b=False))
    assert "m4b" not in {output.kind for output in deliver(request)}


def test_the_same_twice(tmp_path: Path) -> None:
    books = []
    for name in "ab":
        (tmp_path / name).mkdir()
        books.append(delivered(edition(talk(CHAPTERS), tmp_path / name / "out")).read_bytes())
    assert books[0] == books[1]
