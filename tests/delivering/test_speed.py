"""How long speaking will take, from how long it took."""

from pathlib import Path

import pytest

from dangke_audio.delivering.speed import MOST_MEASURES, RECORD, Measure, expected_work_s, note_measure


def measured(folder: Path, *pairs: tuple[float, float], voice: str = "zm_yunjian") -> None:
    for audio_s, work_s in pairs:
        note_measure(folder, "kokoro", voice, Measure(audio_s, work_s))


def expected(folder: Path, audio_s: float, voice: str = "zm_yunjian") -> float | None:
    return expected_work_s(folder, "kokoro", voice, audio_s)


def test_nothing_is_known_before_the_first_measure(tmp_path: Path) -> None:
    assert expected(tmp_path, 10) is None
    assert expected(tmp_path, 0) == 0


def test_one_measure_is_a_pace(tmp_path: Path) -> None:
    measured(tmp_path, (100, 30))
    assert expected(tmp_path, 10) == pytest.approx(3)


def test_voices_are_measured_apart(tmp_path: Path) -> None:
    measured(tmp_path, (100, 30))
    measured(tmp_path, (100, 60), voice="zf_xiaobei")
    assert expected(tmp_path, 10) == pytest.approx(3)
    assert expected(tmp_path, 10, voice="zf_xiaobei") == pytest.approx(6)
    assert expected_work_s(tmp_path, "edge", "zm_yunjian", 10) is None


def test_a_sentence_pays_for_the_start_too(tmp_path: Path) -> None:
    """2 s to start, then 0.3 s a second."""
    measured(tmp_path, (1000, 302), (6, 3.8), (3, 2.9))
    assert expected(tmp_path, 10) == pytest.approx(5)
    assert expected(tmp_path, 2000) == pytest.approx(602)


@pytest.mark.parametrize(
    "pairs", [((6.0, 3.5), (3.0, 3.4)), ((100.0, 10.0), (10.0, 12.0)), ((10.0, 0.5), (100.0, 50.0))]
)
def test_measures_that_show_no_line_are_a_share(tmp_path: Path, pairs: tuple[tuple[float, float], ...]) -> None:
    """Too close together; a longer one that was quicker; a start of less than nothing."""
    measured(tmp_path, *pairs)
    share = sum(work for _, work in pairs) / sum(audio for audio, _ in pairs)
    assert expected(tmp_path, 50) == pytest.approx(50 * share)


def test_old_measures_are_forgotten(tmp_path: Path) -> None:
    measured(tmp_path, (100, 900), *[(100, 20)] * MOST_MEASURES)
    assert expected(tmp_path, 100) == pytest.approx(20)


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"kokoro zm_yunjian": [[0, 1]]}', b'{"kokoro zm_yunjian": [1]}']
)
def test_a_damaged_record_is_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / RECORD).write_bytes(damage)
    assert expected(tmp_path, 10) is None
    measured(tmp_path, (100, 30))
    assert expected(tmp_path, 10) == pytest.approx(3)
