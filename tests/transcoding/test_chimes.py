import numpy as np
import pytest
from tests.support.sound import samples_of

from dangke_audio.model.horn import CHIMES
from dangke_audio.transcoding.chimes import struck_chime


@pytest.mark.parametrize("name", CHIMES)
def test_a_chime_is_short_begins_at_once_and_dies_away(name: str) -> None:
    sound = struck_chime(name, 44_100)
    samples = np.abs(samples_of(sound).astype(float))
    assert 1.5 < sound.samples / 44_100 < 4
    assert samples[:2000].max() > 3000
    assert samples[-100:].max() < 50
    assert samples.max() < 20_000


@pytest.mark.parametrize("name", CHIMES)
def test_a_horn_can_give_it(name: str) -> None:
    samples = samples_of(struck_chime(name, 44_100)).astype(float)
    power = np.abs(np.fft.rfft(samples)) ** 2
    at_hz = np.fft.rfftfreq(len(samples), 1 / 44_100)
    assert power[(at_hz > 400) & (at_hz < 6000)].sum() > 0.98 * power.sum()


def test_they_differ_and_are_always_the_same() -> None:
    assert len({struck_chime(name, 44_100).data for name in CHIMES}) == len(CHIMES)
    assert struck_chime("叮咚", 44_100) == struck_chime("叮咚", 44_100)
