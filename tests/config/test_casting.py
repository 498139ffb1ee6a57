"""Who speaks which role, from profile and sidecar."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.cli import PROFILE, Project

from dangke_audio.config.casting import Casting
from dangke_audio.config.profiles import load_profile
from dangke_audio.errors import ConfigError
from dangke_audio.model.speech import Speaker


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project = Project.make(tmp_path)
    roles = '\n[roles]\n"甲：" = "low"\n"主 持 人" = "deep"\n'
    (project.folder / "voices" / "tone.toml").write_text(PROFILE + roles, encoding="utf-8")
    deep = PROFILE.replace('voice = "tone"', 'voice = "low"').replace("speed = 1.0", "speed = 0.8")
    (project.folder / "voices" / "deep.toml").write_text(
        deep.replace("gain_db = -4.0", "gain_db = -3.0"), encoding="utf-8"
    )
    return tmp_path


def casting(folder: Path, understudies: tuple[str, ...] = ()) -> Casting:
    return Casting(load_profile("tone", folder), folder, understudies)


def test_a_voice_of_the_engine_has_the_narrator_s_speed_and_a_profile_its_own(folder: Path) -> None:
    cast = casting(folder).cast()
    assert cast.speaker(None) == cast.speaker("丙") == Speaker("tone", 1.0, -4.0)
    assert cast.speaker("甲") == Speaker("low", 1.0, -4.0)
    assert cast.speaker("主持人") == Speaker("low", 0.8, -3.0)


def test_the_sidecar_counts_before_the_profile(folder: Path) -> None:
    cast = casting(folder).cast([("甲", "deep"), ("问", "low")])
    assert cast.speaker("甲").speed == 0.8
    assert cast.speaker("问").voice == "low"
    assert cast.speaker("主持人").gain_db == -3.0


def test_a_lecture_has_one_engine(folder: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        casting(folder).cast([("甲", "zf_xiaobei")])
    assert "甲" in refused.value.message
    assert refused.value.hint


def test_in_a_fallback_other_voices_take_over_in_turn(folder: Path) -> None:
    roles = [("甲", "remote"), ("乙", "remote"), ("丙", "remote"), ("主持人", "low")]
    cast = casting(folder, ("low", "two")).cast(roles)
    assert [cast.speaker(role).voice for role in ("甲", "乙", "丙", "主持人")] == ["low", "two", "low", "low"]


@pytest.mark.parametrize(
    ("addition", "told"),
    [
        ("[roles]\n甲 = 3", "TOML"),
        ('[roles]\n"甲" = 3', "roles.甲"),
        ('[roles]\n"甲" = ""', "roles.甲"),
        ("options = 3", "options"),
    ],
)
def test_faulty_tables_are_told(folder: Path, addition: str, told: str) -> None:
    top, _, rest = PROFILE.partition("[pauses]")
    text = f"{top}{addition}\n[pauses]{rest}" if "=" in addition.split("\n")[0] else f"{PROFILE}\n{addition}"
    (folder / "voices" / "faulty.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load_profile("faulty", folder)
    assert told in str(refused.value) or told == "TOML"


def test_options_reach_the_profile(folder: Path) -> None:
    (folder / "voices" / "more.toml").write_text(f'{PROFILE}\n[options]\npitch = "+2Hz"\n', encoding="utf-8")
    profile = load_profile("more", folder)
    assert profile.options == {"pitch": "+2Hz"}
    assert replace(profile, options={}).speaker == profile.speaker


def test_in_a_fallback_a_service_s_own_voice_name_is_a_stranger_too(folder: Path) -> None:
    cast = casting(folder, ("low", "two")).cast([("甲", "zh-CN-XiaoxiaoNeural"), ("主持人", "deep")])
    assert cast.speaker("甲").voice == "low"
    assert cast.speaker("主持人").speed == 0.8


def test_a_role_s_profile_with_other_options_is_refused(folder: Path) -> None:
    text = (folder / "voices" / "deep.toml").read_text(encoding="utf-8")
    (folder / "voices" / "deep.toml").write_text(f'{text}\n[options]\npitch = "+20Hz"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"\[options\]"):
        casting(folder).cast()
