"""Voice profiles: found, read, and every fault told."""

from pathlib import Path

import pytest

from dangke_audio.config.profiles import choose_profile, load_profile, profile_names, shipped_profiles
from dangke_audio.engines.registry import load_engine
from dangke_audio.errors import ConfigError

GOOD = (shipped_profiles() / "zm_yunjian.toml").read_text(encoding="utf-8")


def write(project: Path, name: str, text: str) -> None:
    (project / "voices").mkdir(exist_ok=True)
    (project / "voices" / f"{name}.toml").write_text(text, encoding="utf-8")


def test_a_male_and_a_female_voice_are_shipped_the_male_one_first(tmp_path: Path) -> None:
    assert profile_names(tmp_path)[0] == "zm_yunjian"
    assert "zf_xiaobei" in profile_names(tmp_path)
    for name in profile_names(tmp_path):
        profile = load_profile(name, tmp_path)
        assert profile.voice in {voice.name for voice in load_engine(profile.engine).voices()}


def test_pauses_grow_with_rank(tmp_path: Path) -> None:
    for name in profile_names(tmp_path):
        pauses = load_profile(name, tmp_path).pauses
        ranks = [pauses.clause_ms, pauses.sentence_ms, pauses.paragraph_ms, pauses.heading_ms, pauses.chapter_ms]
        assert ranks == sorted(ranks)


def test_the_project_s_own_profile_wins(tmp_path: Path) -> None:
    write(tmp_path, "zm_yunjian", GOOD.replace("speed = 1.0", "speed = 0.8"))
    write(tmp_path, "mine", GOOD)
    assert load_profile("zm_yunjian", tmp_path).speed == 0.8
    assert load_profile("mine", tmp_path).name == "mine"
    shipped = {path.stem for path in shipped_profiles().glob("*.toml")}
    assert {"zm_yunjian", "zf_xiaobei", "edge_yunyang", "espeak"} <= shipped
    assert set(profile_names(tmp_path)) == {*shipped, "mine"}


def test_an_unknown_name_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        load_profile("nobody", tmp_path)
    assert "zf_xiaobei" in str(refused.value.hint)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("speed = 1.0", "spede = 1.0", "不认识的项 spede，是不是 speed"),
        ("clause = 250", "cluase = 250", "pauses.cluase，是不是 pauses.clause"),
        ('label = ""', "label = true", "label 应是一句话"),
        ('label = ""', f'label = "{"长" * 61}"', "label 应是一句话，最多 60 个字"),
        ("speed = 1.0", "speed = 9", "speed 应在 0.5 到 2 之间"),
        ("speed = 1.0", "speed = nan", "speed 应在"),
        ("speed = 1.0", 'speed = "fast"', "speed 应是数字"),
        ("speed = 1.0", "speed = true", "speed 应是数字"),
        ("clause = 250", "clause = 250.5", "pauses.clause 应是整数"),
        ("clause = 250", "clause = -1", "pauses.clause 应在"),
        ('voice = "zm_yunjian"', "", "缺少 voice"),
        ('voice = "zm_yunjian"', "voice = 3", "voice 应是文字"),
        ("[pauses]", "[silences]", "缺少 [pauses]"),
        ("speed = 1.0", "speed = = 1", "写法有误"),
        ('label = ""', "label = 人工智能合成。  # 先说", "等号后面的文字没有放在引号里"),
        ('label = ""', "label = “人工智能合成。”", "引号是中文的"),
    ],
)
def test_every_fault_is_told_with_the_file(tmp_path: Path, old: str, new: str, told: str) -> None:
    write(tmp_path, "mine", GOOD.replace(old, new))
    with pytest.raises(ConfigError) as refused:
        load_profile("mine", tmp_path)
    assert told in refused.value.message
    assert "mine.toml" in str(refused.value.place)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "mine", GOOD.replace("speed = 1.0", "speed = 9").replace("clause = 250", "klause = 250"))
    with pytest.raises(ConfigError) as refused:
        load_profile("mine", tmp_path)
    assert "speed" in refused.value.message
    assert "klause" in refused.value.message


def test_a_profile_in_another_encoding_is_told(tmp_path: Path) -> None:
    write(tmp_path, "mine", "")
    (tmp_path / "voices" / "mine.toml").write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(ConfigError, match="读不出来"):
        load_profile("mine", tmp_path)


def test_voice_and_engine_are_chosen_together(tmp_path: Path) -> None:
    assert choose_profile(None, None, tmp_path).name == "zm_yunjian"
    assert choose_profile("zf_xiaobei", "kokoro", tmp_path).name == "zf_xiaobei"
    assert choose_profile(None, "kokoro", tmp_path).name == "zm_yunjian"
    with pytest.raises(ConfigError, match="属于引擎 kokoro"):
        choose_profile("zf_xiaobei", "edge", tmp_path)
    assert choose_profile(None, "edge", tmp_path).name == "edge_yunyang"
    assert choose_profile(None, "espeak", tmp_path).name == "espeak"
    with pytest.raises(ConfigError, match="没有使用引擎 morse 的声音"):
        choose_profile(None, "morse", tmp_path)
