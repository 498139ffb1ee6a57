"""`dangke-audio retake` and `replace` from a user's chair: takes are made, chosen, heard in the lecture, and kept."""

import json
import shutil
import wave
from pathlib import Path
from typing import Any

import lameenc
import numpy as np
import pytest
from filelock import FileLock
from numpy.typing import NDArray
from tests.support.cli import LECTURE, PROFILE, Done, Here, Project
from tests.support.sound import decoded, speechlike

from dangke_audio.model.audio import Pcm
from dangke_audio.transcoding.levelling import loudness_lufs

PLACE = ("第二章", "第3句")
WORDS = "要认真学习。"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Here.make(tmp_path)


def retake(project: Project, *arguments: str, **extra: str) -> Done:
    return project.run("retake", "讲稿.txt", *arguments, "--voice", "tone", **extra)


def replace(project: Project, recording: str, *place: str) -> Done:
    return project.run("replace", "讲稿.txt", *(place or PLACE), recording, "--voice", "tone")


def takes(project: Project) -> Path:
    return project.folder / "讲稿.txt.takes"


def wave_of(project: Project, number: int) -> Path:
    (path,) = takes(project).glob(f"*-{number}.wav")
    return path


def samples_of(path: Path) -> NDArray[np.float64]:
    with wave.open(str(path)) as sound:
        return np.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype(np.float64)


def manifest(project: Project) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((project.out / "manifest.json").read_text("utf-8"))
    return found


def heard(project: Project, written: str) -> NDArray[np.float64]:
    """What the published lecture sounds like from a sentence's start to its end, and a little more for the decoder."""
    (cue,) = [one for one in manifest(project)["sentences"] if one["written"] == written]
    sound = decoded((project.out / "测试讲稿.mp3").read_bytes()).astype(np.float64)
    return sound[cue["start_sample"] : cue["end_sample"] + 2_400]


def likeness(take: NDArray[np.float64], sound: NDArray[np.float64]) -> float:
    """The best correlation of a take with the sound, over the shifts that decoders make."""
    if len(sound) < len(take):
        return 0.0
    shift = int(np.argmax(np.correlate(sound, take)))
    return float(np.corrcoef(take, sound[shift : shift + len(take)])[0, 1])


def codes(done: Done) -> list[str]:
    return [finding["code"] for finding in done.last["findings"]]


def record(path: Path, seconds: float = 1.4) -> None:
    """A stereo WAV at 44.1 kHz, quiet, with silence around."""
    speech = 0.1 * np.frombuffer(speechlike(round(44_100 * seconds), seed=7, rate_hz=44_100).data, "<i2")
    sound = np.concatenate([np.zeros(22_050), speech, np.zeros(44_100)])
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(np.repeat(sound.astype("<i2"), 2).tobytes())


def as_mp3(path: Path) -> Path:
    """The same recording as an MP3."""
    encoder = lameenc.Encoder()
    encoder.set_channels(2)
    encoder.set_in_sample_rate(44_100)
    encoder.set_bit_rate(160)
    with wave.open(str(path)) as sound:
        data = bytes(encoder.encode(sound.readframes(sound.getnframes()))) + bytes(encoder.flush())
    target = path.with_suffix(".mp3")
    target.write_bytes(data)
    return target


def test_a_sentence_is_made_again_and_heard(project: Project) -> None:
    project.build()
    before, unlike = manifest(project), heard(project, WORDS)
    done = retake(project, *PLACE)
    assert done.code == 0, done.err
    assert WORDS in done.out
    assert f"讲稿.txt.takes/{wave_of(project, 2).name}" in done.out
    built = project.build().last
    assert (built["synthesized"], built["blocks_encoded"]) == (0, 1)
    take = samples_of(wave_of(project, 2))
    assert likeness(take, heard(project, WORDS)) > 0.98
    assert likeness(take, unlike) < 0.9
    after = manifest(project)
    assert after["source"]["takes_sha256"] is not None
    same = [old == new for old, new in zip(before["clips"], after["clips"], strict=True)]
    assert same.count(False) == 1


def test_every_take_is_another_and_can_be_chosen_by_number(project: Project) -> None:
    project.build()
    usual = project.published()
    assert retake(project, "2", "3").code == 0
    project.build()
    second = project.published()
    assert retake(project, "第2章第3句").code == 0
    assert wave_of(project, 2).read_bytes() != wave_of(project, 3).read_bytes()
    project.build()
    third = project.published()
    assert len({pieces["讲稿/测试讲稿.mp3"] for pieces in (usual, second, third)}) == 3
    assert retake(project, *PLACE, "--choose", "2").code == 0
    project.build()
    assert project.published() == second
    assert retake(project, *PLACE, "--choose", "1").code == 0
    project.build()
    assert project.published() == usual
    refused = retake(project, *PLACE, "--choose", "9")
    assert refused.code == 1
    assert "可以选 1、2、3" in refused.err


def test_takes_are_listed(project: Project) -> None:
    retake(project, *PLACE)
    assert "第 2 章  一、第一件事  3 句，重读过 1 句" in retake(project, "--list").out
    listed = retake(project, "第二章", "--list").out.splitlines()
    assert listed[3].split() == ["3", WORDS]
    assert listed[4].split()[0] == "1"
    assert listed[5].split()[:2] == ["*", "2"]
    assert "还没有重读过" in retake(project, "2", "1", "--list").out


def test_a_place_that_is_not_there_lists_what_is(project: Project) -> None:
    for place, told in ((("第九章", "1"), "1 开场、2 一、第一件事"), (("2", "8"), "只有 3 句")):
        refused = retake(project, *place)
        assert refused.code == 1
        assert told in refused.err
    assert not takes(project).exists()


def test_the_choice_survives_edits_elsewhere_and_an_empty_cache(project: Project) -> None:
    retake(project, *PLACE)
    project.build()
    moved = LECTURE.replace("第一件事很重要。要认真学习。", "第一件事不难。").replace("谢谢", "要认真学习。多谢")
    project.script.write_text(moved, encoding="utf-8")
    done = project.build()
    assert codes(done) == []
    assert likeness(samples_of(wave_of(project, 2)), heard(project, WORDS)) > 0.98
    published = project.published()
    shutil.rmtree(project.folder / "cache")
    shutil.rmtree(project.folder / "output")
    project.build()
    assert project.published() == published


def test_nothing_to_do_is_known(project: Project) -> None:
    retake(project, *PLACE)
    project.build()
    times = {path: path.stat().st_mtime_ns for path in project.out.rglob("*")}
    project.log.unlink()
    retake(project, *PLACE)
    retake(project, *PLACE, "--choose", "2")
    again = project.build().last
    assert (again["synthesized"], again["blocks_encoded"]) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in project.out.rglob("*")} == times


def test_a_changed_sentence_is_spoken_as_usual_and_told(project: Project) -> None:
    retake(project, *PLACE)
    project.script.write_text(LECTURE.replace("要认真学习。", "要认真领会。"), encoding="utf-8")
    done = project.build()
    (finding,) = done.last["findings"]
    assert (finding["code"], finding["severity"], finding["line"]) == ("take-lost", "info", 5)
    assert WORDS in finding["message"]
    assert project.build("--strict").code == 0
    project.script.write_text(LECTURE, encoding="utf-8")
    assert codes(project.build()) == [], "the old words are back, and so is their take"
    assert likeness(samples_of(wave_of(project, 2)), heard(project, WORDS)) > 0.98


def test_a_lexicon_that_changes_the_reading_ends_the_take(project: Project) -> None:
    retake(project, *PLACE)
    lexicons = project.folder / "voices" / "lexicons"
    lexicons.mkdir()
    (lexicons / "own.tsv").write_text("学习\txue4 xi4\n", encoding="utf-8")
    assert codes(project.build()) == ["take-lost"]


def test_takes_of_sentences_that_are_gone_can_be_tidied(project: Project) -> None:
    retake(project, *PLACE)
    retake(project, "3", "1")
    project.script.write_text(LECTURE.replace("要认真学习。", ""), encoding="utf-8")
    assert codes(project.build()) == ["take-lost"]
    assert WORDS in retake(project, "--tidy").out
    assert codes(project.build()) == []
    assert [path.name[:6] for path in takes(project).glob("*.wav")] == ["二、第二件事"[:6]]
    assert "没有要清理的" in retake(project, "--tidy").out


def test_a_take_is_for_its_voice(project: Project) -> None:
    (project.folder / "voices" / "low.toml").write_text(PROFILE.replace('voice = "tone"', 'voice = "low"'), "utf-8")
    retake(project, *PLACE)
    record(project.folder / "录音.wav")
    replace(project, "录音.wav", "3", "2")
    done = project.build(voice="low")
    assert codes(done) == ["take-of-another-voice"]
    recorded = samples_of(next(takes(project).glob("第二件事*.wav")))
    (written,) = [one["written"] for one in manifest(project)["sentences"] if one["written"].startswith("第二件事")]
    assert likeness(recorded, heard(project, written)) > 0.95


@pytest.mark.parametrize("is_mp3", [False, True])
def test_a_recording_takes_the_place_of_a_sentence(project: Project, is_mp3: bool) -> None:
    project.build()
    project.log.unlink()
    recording = project.folder / "录音.wav"
    record(recording)
    if is_mp3:
        recording = as_mp3(recording)
    done = replace(project, recording.name)
    assert done.code == 0, done.err
    assert done.err == "", "nothing is odd about it"
    assert project.spoken() == []
    with wave.open(str(wave_of(project, 2))) as kept:
        assert (kept.getframerate(), kept.getnchannels(), kept.getsampwidth()) == (24_000, 1, 2)
        assert 1.3 < kept.getnframes() / 24_000 < 1.55
    built = project.build().last
    assert (built["synthesized"], built["blocks_encoded"]) == (0, 1)
    take = samples_of(wave_of(project, 2))
    assert likeness(take, heard(project, WORDS)) > 0.95
    assert np.abs(take).max() < 32_767 * 0.9
    assert "录音" in retake(project, "第二章", "--list").out


def test_a_recording_is_as_loud_as_the_voice_with_its_gain(project: Project) -> None:
    (project.folder / "voices" / "tone.toml").write_text(PROFILE.replace("gain_db = -4.0", "gain_db = -10.0"), "utf-8")
    record(project.folder / "录音.wav")
    replace(project, "录音.wav")
    project.build()
    recorded, spoken = (heard(project, words).astype("<i2").tobytes() for words in (WORDS, "第一件事很重要。"))
    assert loudness_lufs(Pcm(24_000, recorded)) == pytest.approx(loudness_lufs(Pcm(24_000, spoken)), abs=1.0)


def test_a_recording_of_another_length_is_told_and_one_of_nothing_refused(project: Project) -> None:
    record(project.folder / "短.wav", seconds=0.3)
    done = replace(project, "短.wav")
    assert done.code == 0
    assert "提醒：讲稿.txt:5" in done.err
    (project.folder / "坏.wav").write_bytes(b"not a sound")
    for recording in ("坏.wav", "没有.wav"):
        refused = replace(project, recording)
        assert refused.code == 1
        assert recording in refused.err


def test_a_recording_that_lost_its_sentence_is_a_warning(project: Project) -> None:
    record(project.folder / "录音.wav")
    replace(project, "录音.wav")
    project.script.write_text(LECTURE.replace("要认真学习。", "要认真领会。"), encoding="utf-8")
    assert [finding["severity"] for finding in project.build().last["findings"]] == ["warning"]
    refused = project.build("--strict")
    assert refused.code == 1
    assert "讲稿.txt:5" in refused.err


def test_the_same_steps_give_the_same_bytes(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = Here.make(tmp_path_factory.mktemp("other"))
    for one in (project, other):
        record(one.folder / "录音.wav")
        retake(one, *PLACE)
        replace(one, "录音.wav", "3", "2")
        one.build()
    kept = [{path.name: path.read_bytes() for path in takes(one).iterdir()} for one in (project, other)]
    assert kept[0] == kept[1]
    assert project.published() == other.published()


@pytest.mark.parametrize("harm", ["missing", "cut short", "other bytes"])
def test_a_lost_sound_file_publishes_nothing(project: Project, harm: str) -> None:
    retake(project, *PLACE)
    project.build()
    before, path = project.published(), wave_of(project, 2)
    data = path.read_bytes()
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(data[:-100] if harm == "cut short" else data[:-100] + b"x" * 100)
    failed = project.build()
    assert failed.code == 1
    assert path.name in failed.err
    assert "--choose 1" in failed.err
    assert project.published() == before
    path.write_bytes(data)
    assert project.build().code == 0
    assert project.published() == before
    path.unlink()
    assert retake(project, *PLACE, "--choose", "1").code == 0
    assert project.build().code == 0


def test_the_folder_is_the_users(project: Project) -> None:
    project.build()
    usual = project.published()
    retake(project, *PLACE)
    project.build()
    second = project.published()
    retake(project, *PLACE)
    listed = takes(project) / "takes.toml"
    listed.write_text(listed.read_text("utf-8").replace("chosen = 3", "chosen = 2 # by hand"), "utf-8")
    project.build()
    assert project.published() == second
    shutil.rmtree(takes(project))
    project.build()
    assert project.published() == usual


def test_a_spoilt_list_is_told_with_its_place(project: Project) -> None:
    retake(project, *PLACE)
    (takes(project) / "takes.toml").write_text("chosen = ", "utf-8")
    failed = project.build()
    assert failed.code == 1
    assert "讲稿.txt.takes/takes.toml" in failed.err


def test_two_at_once_do_not_meet(project: Project) -> None:
    takes(project).mkdir()
    with FileLock(takes(project) / ".lock"):
        refused = retake(project, *PLACE)
    assert refused.code == 1
    assert "正在由另一个程序重读" in refused.err
    assert retake(project, *PLACE).code == 0


def test_what_cannot_be_spoken_leaves_nothing(project: Project) -> None:
    failed = retake(project, *PLACE, RECORDING_FAULT="xue2 xi2=silent")
    assert failed.code == 1
    assert "讲稿.txt:5" in failed.err
    assert not takes(project).exists()


def test_readings_come_to_an_end(project: Project) -> None:
    made = 0
    while (done := retake(project, *PLACE)).code == 0:
        made += 1
        assert made < 20
    assert made >= 6
    assert "所有的读法都试过了" in done.err
    assert len({path.read_bytes() for path in takes(project).glob("*.wav")}) == made


def test_an_engine_that_may_vary_is_asked_again_first(project: Project) -> None:
    project.build(voice="remote")
    project.log.unlink()
    assert project.run("retake", "讲稿.txt", *PLACE, "--voice", "remote").code == 0
    assert len(project.spoken()) == 2, "the same came again, so it was spoken in another way"
    assert "语速 0.96" in (takes(project) / "takes.toml").read_text("utf-8")
