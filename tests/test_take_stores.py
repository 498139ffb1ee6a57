"""The stores with takes in them: found by their key, at the engine's rate, and never written."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.editions import MemoryStore
from tests.support.sound import tone

from dangke_audio.errors import SourceError
from dangke_audio.model.audio import Clip
from dangke_audio.model.storage import Stores
from dangke_audio.model.take import NO_TAKES, RetakenSentence, Take, Takes
from dangke_audio.reading.files import sha256_of
from dangke_audio.reading.takes import takes_folder
from dangke_audio.retaking.keeping import wave_bytes
from dangke_audio.stores import block_source, with_takes

SOUND = tone(24_000)
TAKE = Take(2, "录音", "一.wav", sha256_of(wave_bytes(SOUND)), None)
TAKES = Takes((RetakenSentence("一句。", "5e", 1, "", "", 2, (TAKE,)),), "x")


@pytest.fixture
def script(tmp_path: Path) -> Path:
    script = tmp_path / "讲稿.txt"
    takes_folder(script).mkdir()
    (takes_folder(script) / TAKE.file).write_bytes(wave_bytes(SOUND))
    return script


def test_a_take_is_found_among_the_clips(script: Path) -> None:
    clips = MemoryStore({"other": b"1234"})
    stores = with_takes(Stores(clips, MemoryStore()), script, TAKES, 24_000)
    key = TAKE.key(24_000)
    assert stores.clips.length(key) == 48_000
    assert block_source(stores, 24_000).read_pcm(Clip(key, 24_000)) == SOUND
    assert stores.clips.read("other") == b"1234"
    assert (stores.clips.read("none"), stores.clips.length("none")) == (None, None)
    stores.clips.write("new", b"56")
    assert clips.written == ["new"]


def test_another_rate_gives_another_key_and_the_same_sound(script: Path) -> None:
    stores = with_takes(Stores(MemoryStore(), MemoryStore()), script, TAKES, 22_050)
    assert stores.clips.length(TAKE.key(22_050)) == pytest.approx(44_100, abs=40)
    assert stores.clips.read(TAKE.key(22_050)) == stores.clips.read(TAKE.key(22_050))
    assert stores.clips.read(TAKE.key(24_000)) is None


def test_without_choices_the_stores_are_as_they_were(script: Path) -> None:
    stores = Stores(MemoryStore(), MemoryStore())
    usual = Takes((replace(TAKES.sentences[0], chosen=1),))
    assert with_takes(stores, script, NO_TAKES, 24_000) is stores
    assert with_takes(stores, script, usual, 24_000) is stores


def test_a_lost_take_is_told_and_not_made(script: Path) -> None:
    stores = with_takes(Stores(MemoryStore(), MemoryStore()), script, TAKES, 24_000)
    (takes_folder(script) / TAKE.file).unlink()
    for ask in (stores.clips.read, stores.clips.length):
        with pytest.raises(SourceError, match="不见了"):
            ask(TAKE.key(24_000))
