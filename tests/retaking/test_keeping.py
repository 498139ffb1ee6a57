"""The folder of takes: what a crash leaves, and what names its files get."""

from dataclasses import replace
from pathlib import Path

import pytest

from dangke_audio.durable import TEMPORARY_PREFIX
from dangke_audio.errors import BusyError
from dangke_audio.model.audio import Pcm
from dangke_audio.model.take import RetakenSentence, Take, Takes
from dangke_audio.reading.files import sha256_of
from dangke_audio.reading.takes import LIST, read_sound, read_takes, takes_folder
from dangke_audio.retaking.keeping import keep_list, keep_sound, wave_bytes, writing_takes

DATA = wave_bytes(Pcm(24_000, bytes(2_000)))
SENTENCE = RetakenSentence("谁在听？/你。", "5e0c12" + "0" * 58, 1, "", "", 1, ())


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return tmp_path / "讲稿.txt"


def test_a_folder_in_which_nothing_was_kept_is_gone(script: Path) -> None:
    with writing_takes(script) as folder:
        assert folder.is_dir()
    assert not folder.exists()
    with writing_takes(script) as folder:
        (folder / "别人的.wav").write_bytes(b"")
    assert folder.exists(), "whatever the user puts there stays"


def test_one_at_a_time(script: Path) -> None:
    with writing_takes(script), pytest.raises(BusyError, match="另一个程序"), writing_takes(script):
        pytest.fail("two hold it at once")


def test_what_a_killed_run_was_writing_is_swept(script: Path) -> None:
    takes_folder(script).mkdir()
    (takes_folder(script) / f"{TEMPORARY_PREFIX}1").write_bytes(b"half")
    with writing_takes(script) as folder:
        assert not list(folder.glob(f"{TEMPORARY_PREFIX}*"))


def test_a_sound_without_its_entry_is_written_over_by_the_next_run(script: Path) -> None:
    """Killed between the two writes: the list is the old one, and the next take of that number has that name."""
    with writing_takes(script) as folder:
        name = keep_sound(folder, SENTENCE, 2, b"of a run that was killed", ())
        assert read_takes(script).sentences == ()
        assert keep_sound(folder, SENTENCE, 2, DATA, ()) == name == "谁在听？ 你-5e0c12-2.wav"
        take = Take(2, "语速 0.96", name, sha256_of(DATA), None)
        keep_list(folder, Takes((replace(SENTENCE, takes=(take,)),)))
    assert read_sound(folder, take).samples == 1_000


def test_no_take_is_written_over_another(script: Path) -> None:
    with writing_takes(script) as folder:
        first = keep_sound(folder, SENTENCE, 2, b"first", ())
        second = keep_sound(folder, SENTENCE, 2, b"second", {first})
        third = keep_sound(folder, SENTENCE, 2, b"third", {first, second})
    assert [(folder / name).read_bytes() for name in (first, second, third)] == [b"first", b"second", b"third"]


def test_an_empty_list_is_none(script: Path) -> None:
    with writing_takes(script) as folder:
        keep_list(folder, Takes((SENTENCE,)))
        assert (folder / LIST).exists()
        keep_list(folder, Takes(()))
        assert not (folder / LIST).exists()
