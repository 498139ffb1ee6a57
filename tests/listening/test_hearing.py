import time
from collections.abc import Sequence
from multiprocessing import active_children
from pathlib import Path

import numpy as np
import pytest
from tests.support.sound import speechlike
from tests.support.tone_recognizer import ToneRecognizer

from dangke_audio.delivering.encoder import Encoding, encode_block
from dangke_audio.listening.hearing import Ear, open_ear, pieces
from dangke_audio.model.audio import Pcm
from dangke_audio.synthesizing import DiskStore


class Counting:
    """Says how long a sound is."""

    def __init__(self, digest: str = "one") -> None:
        self.digest = digest
        self.sounds: list[Pcm] = []

    def hear(self, sound: Pcm) -> str:
        self.sounds.append(sound)
        return f"{sound.samples / sound.rate_hz:.0f}，"

    def weigh(self, sound: Pcm, texts: Sequence[str]) -> list[float]:
        self.sounds.append(sound)
        return [-float(len(text)) for text in texts]


def frames(seconds: float, seed: int = 1) -> bytes:
    return encode_block(speechlike(576 * round(seconds * 24_000 / 576), seed=seed), Encoding())


@pytest.fixture
def memory(tmp_path: Path) -> DiskStore:
    return DiskStore(tmp_path / "heard")


def test_a_sound_is_heard_once(memory: DiskStore) -> None:
    recognizer = Counting()
    one, other = frames(1), frames(2)
    assert Ear(recognizer, memory).hear([one, other, one]) == ["1，", "2，", "1，"]
    assert Ear(recognizer, memory).hear([other, one]) == ["2，", "1，"]
    assert len(recognizer.sounds) == 2


def test_whoever_is_interrupted_waits_for_nobody_who_still_hears(memory: DiskStore) -> None:
    """Else the program hangs at its end, for good where it is interrupted once more there."""
    with pytest.raises(KeyboardInterrupt), open_ear(Counting(), memory, 2) as ear:
        assert ear.pool
        hearing = ear.pool.submit(time.sleep, 60)
        while not hearing.running():
            time.sleep(0.05)
        listeners = active_children()
        raise KeyboardInterrupt
    assert listeners
    for listener in listeners:
        listener.join(10)
        assert listener.exitcode is not None


def test_another_recognizer_hears_again(memory: DiskStore) -> None:
    sound = frames(1)
    Ear(Counting(), memory).hear([sound])
    other = Counting("two")
    Ear(other, memory).hear([sound])
    assert len(other.sounds) == 1


def test_in_pieces_is_another_hearing(memory: DiskStore) -> None:
    recognizer = Counting()
    sound = frames(9)
    ear = Ear(recognizer, memory)
    assert ear.recall(sound) is None
    assert ear.hear([sound]) == ["9，"]
    assert ear.recall(sound) == "9，"
    pieced = ear.hear([sound], longest_s=4)
    assert pieced != ["9，"]
    assert len(recognizer.sounds) == 1 + 3


def test_what_was_weighed_is_not_weighed_again(memory: DiskStore) -> None:
    recognizer = Counting()
    ear = Ear(recognizer, memory)
    sound = frames(1)
    assert ear.weigh([(sound, ["你", "你好"]), (b"", ["你"])]) == [[-1.0, -2.0], [0.0]]
    assert ear.weigh([(sound, ["你", "你好"])]) == [[-1.0, -2.0]]
    assert ear.weigh([(sound, ["他"])]) == [[-1.0]]
    assert len(recognizer.sounds) == 2


def test_progress_counts_what_was_known(memory: DiskStore) -> None:
    ear = Ear(Counting(), memory)
    ear.hear([frames(1)])
    told: list[tuple[int, int]] = []
    ear.hear([frames(1), frames(2), frames(3)], lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_nothing_is_heard_past_the_end(memory: DiskStore) -> None:
    recognizer = Counting()
    assert Ear(recognizer, memory).hear([b""]) == [""]
    assert recognizer.sounds == []


def test_pieces_are_the_whole_sound_and_cut_where_it_is_quietest() -> None:
    rate_hz = 16_000
    loud = np.full(30 * rate_hz, 5000, dtype="<i2")
    loud[14 * rate_hz : 14 * rate_hz + 4800] = 0  # a pause at 14.0 to 14.3 s
    cut = list(pieces(Pcm(rate_hz, loud.tobytes()), 28))
    assert b"".join(piece.data for piece in cut) == loud.tobytes()
    assert 14.0 < cut[0].samples / rate_hz < 14.3
    assert all(piece.samples <= 28 * rate_hz for piece in cut)


@pytest.mark.parametrize("seconds", [0.5, 7.0, 7.1, 13.9, 14.1, 60.0])
def test_pieces_are_never_too_long(seconds: float) -> None:
    sound = Pcm(16_000, speechlike(round(16_000 * seconds), rate_hz=16_000).data)
    cut = list(pieces(sound, 7))
    assert sum(piece.samples for piece in cut) == sound.samples
    assert all(0 < piece.samples <= 7 * 16_000 for piece in cut)


def test_two_processes_hear_what_one_does(memory: DiskStore) -> None:
    recognizer = ToneRecognizer({"你": "ni3"})
    sounds = [frames(1, seed) for seed in (1, 2, 3)]
    with open_ear(recognizer, memory, 1) as ear:
        alone = ear.hear(sounds)
    with open_ear(recognizer, DiskStore(memory.folder.parent / "other"), 2) as ear:
        assert ear.hear(sounds) == alone
