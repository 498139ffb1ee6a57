"""What is asked for → settings: the same function for the terminal and the studio."""

from pathlib import Path

import pytest
from tests.support.cli import PROFILE, Project

from dangke_audio.choosing import settings_in
from dangke_audio.errors import ConfigError
from dangke_audio.model.horn import HornOptions
from dangke_audio.model.phone import Music
from dangke_audio.model.speech import Speaker
from dangke_audio.model.wishes import NO_CHIME, HornWishes, PhoneWishes, Wishes

OUT = Path("output")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project = Project.make(tmp_path)
    slow = PROFILE.replace('voice = "tone"', 'voice = "low"').replace("speed = 1.0", "speed = 0.8")
    (project.folder / "voices" / "slow.toml").write_text(slow, encoding="utf-8")
    return tmp_path


def test_the_pace_is_that_of_all_voices(folder: Path) -> None:
    settings = settings_in(folder, Wishes("tone", pace=0.9), OUT)
    cast = settings.cast_of([("甲", "slow"), ("乙", "low"), ("丙", "tone")])
    assert settings.profile.speed == 0.9
    assert cast.narrator == cast.speaker("丙") == Speaker("tone", 0.9, -4.0)
    assert cast.speaker("甲") == Speaker("low", 0.72, -4.0)
    assert cast.speaker("乙") == Speaker("low", 0.9, -4.0)


def test_a_pace_of_one_changes_nothing(folder: Path) -> None:
    profile = settings_in(folder, Wishes("tone"), OUT).profile
    assert settings_in(folder, Wishes("tone", pace=1.0), OUT).profile == profile


@pytest.mark.parametrize("pace", [0.49, 2.01, float("nan")])
def test_the_narrator_is_no_slower_or_faster_than_a_profile_may_be(folder: Path, pace: float) -> None:
    with pytest.raises(ConfigError, match="语速不能是原来的") as refused:
        settings_in(folder, Wishes("tone", pace=pace), OUT)
    assert refused.value.place == "声音 tone"


def test_nor_is_a_role(folder: Path) -> None:
    crawling = PROFILE.replace("speed = 1.0", "speed = 0.6")
    (folder / "voices" / "crawling.toml").write_text(crawling, encoding="utf-8")
    settings = settings_in(folder, Wishes("tone", pace=0.8), OUT)
    with pytest.raises(ConfigError, match="语速不能是原来的"):
        settings.cast_of([("甲", "crawling")])


def test_wishes_count_before_the_file(folder: Path) -> None:
    (folder / "dangke.toml").write_text(
        '[horn]\nspeed = 0.9\nrepeats = 2\nchime = "三音"\nopening = "请听。"\n[phone]\nbitrate = 48\n', "utf-8"
    )
    as_it_says = settings_in(folder, Wishes("tone"), OUT)
    words = as_it_says.horn.announcements
    assert (as_it_says.horn.speed, as_it_says.horn.repeats, as_it_says.horn.chime, words.opening) == (
        0.9,
        2,
        "三音",
        "请听。",
    )
    assert as_it_says.phone.bitrate_kbps == 48
    asked = HornWishes(speed=1.0, chime=NO_CHIME, opening="", closing="完了。", part_minutes=5, repeats=1)
    phone = PhoneWishes(bitrate_kbps=32, music=Music(intro="前奏.mp3"))
    settings = settings_in(folder, Wishes("tone", editions=("horn",), phone=phone, horn=asked), OUT)
    assert settings.editions == {"horn"}
    horn, words = settings.horn, settings.horn.announcements
    assert (horn.speed, horn.chime, horn.part_minutes, horn.repeats) == (1.0, None, 5, 1)
    assert (words.opening, words.part, words.closing) == ("", HornOptions().announcements.part, "完了。")
    assert (settings.phone.bitrate_kbps, settings.phone.music) == (32, Music(intro="前奏.mp3"))
