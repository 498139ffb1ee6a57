"""What is chosen for a document: kept, looked at before it is believed, and whether what was made is of it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.studio.studios import Running
from tests.support.cli import PROFILE, Here, Project
from tests.support.word_files import paragraph, word_file

from dangke_audio.choosing import settings_in
from dangke_audio.errors import ConfigError
from dangke_audio.model.wishes import HornWishes, Wishes
from dangke_audio.preparing import asked_for, prepare
from dangke_audio.studio.desk import Desk
from dangke_audio.studio.proof import working_copy
from dangke_audio.studio.record import Record, read_back, written
from dangke_audio.studio.said import LONGEST_WORDS, horn_of

USUAL = {"voice": "tone", "editions": ["phone", "horn"]}


def choose(studio: Running, one: str, **more: object) -> Any:
    answer = studio.send("PUT", f"/api/documents/{one}/choices", {**USUAL, **more})
    assert answer.status == 200, answer.body.decode()
    return answer.told


def test_a_record_of_an_older_time_asks_for_nothing_special() -> None:
    told = json.loads(written(Record("讲稿.txt", 1, "题目", "tone", ("horn",), "done")))
    del told["pace"], told["horn"]
    assert read_back(json.dumps(told).encode()) == Record("讲稿.txt", 1, "题目", "tone", ("horn",), "done")


@pytest.mark.parametrize(
    ("pace", "horn"), [("快", []), (9, {"speed": "x"}), (True, {"volume": 1}), (None, {"repeats": 1.5}), (0.7, None)]
)
def test_what_a_damaged_record_says_is_not_believed(pace: object, horn: object) -> None:
    told = json.loads(written(Record("讲稿.txt", 1)))
    record = read_back(json.dumps({**told, "pace": pace, "horn": horn}).encode())
    assert record is not None
    assert (record.pace, record.horn) == (0.7 if pace == 0.7 else 1.0, HornWishes())


@pytest.mark.parametrize(
    "said",
    [
        {"speed": 2},
        {"speed": float("nan")},
        {"repeats": 0},
        {"repeats": True},
        {"chime": "/etc/passwd"},
        {"chime": ["叮咚"]},
        {"opening": 1},
        {"closing": "好" * (LONGEST_WORDS + 1)},
        {"opening": "\ud800"},
        {"part_minutes": 0.5},
        {"target_lufs": 0},
        ["speed"],
    ],
)
def test_what_a_page_may_not_say_of_the_horn(said: object) -> None:
    with pytest.raises(ConfigError) as refused:
        horn_of(said)
    assert refused.value.hint


def test_choices_are_kept_and_come_back(studio: Running) -> None:
    one = studio.brought()
    horn = {"speed": 0.75, "chime": "无", "opening": "", "closing": "完了。", "part_minutes": 10, "repeats": 3}
    told = choose(studio, one, pace=0.8, horn=horn)
    assert (told["pace"], told["horn"]) == (0.8, horn)
    told = choose(studio, one)  # a page that does not speak of them
    assert (told["pace"], told["horn"]) == (0.8, horn)
    folder = studio.project.folder
    settings = Desk(folder).settings_of(one)
    asked = Wishes("tone", pace=0.8, editions=("phone", "horn"), horn=HornWishes(0.75, "无", "", "完了。", 10, 3))
    terminal = settings_in(folder, asked, folder / "output")
    assert replace(settings, cast_of=terminal.cast_of) == terminal
    assert settings.cast_of([("甲", "low")]) == terminal.cast_of([("甲", "low")])
    for wrong in ({"pace": 0.1}, {"pace": "慢"}, {"horn": {"speed": 9}}, {"horn": None}):
        answer = studio.send("PUT", f"/api/documents/{one}/choices", {**USUAL, **wrong})
        assert (answer.status, bool(answer.told["error"]["hint"])) == (400, True)
    assert choose(studio, one, horn={})["horn"] == dict.fromkeys(horn)


def test_what_the_horn_has_usually(studio: Running) -> None:
    usual = studio.get("/api/horn").told
    assert (usual["chime"], usual["speed"], usual["repeats"], usual["part_minutes"]) == ("叮咚", 0.85, None, 20)
    toml = studio.project.folder / "dangke.toml"
    toml.write_text('[horn]\nchime = "声音/锣.mp3"\nrepeats = 3\nclosing = ""\n', "utf-8")
    usual = studio.get("/api/horn").told
    assert (usual["chime"], usual["repeats"], usual["closing"]) == ("锣.mp3", 3, "")
    one = studio.brought()
    toml.write_text("[horn]\nspeed = 9\n", "utf-8")
    assert "horn.speed" in studio.get("/api/horn").error
    assert studio.get(f"/api/documents/{one}").status == 200  # the page is shown all the same


def test_chimes_and_paces_can_be_heard(studio: Running) -> None:
    sound = studio.get("/api/chimes/%E9%92%9F%E5%A3%B0")
    assert (sound.status, sound.headers["content-type"], sound.body[:4]) == (200, "audio/wav", b"RIFF")
    assert studio.get("/api/chimes/x").status == 404
    usual, slow = (studio.get(f"/api/voices/tone/sample{pace}").body for pace in ("", "?pace=0.8"))
    assert len(slow) > 1.1 * len(usual)
    assert studio.get("/api/voices/tone/sample?pace=nan").status == 400


def test_whether_it_is_as_everything_is_now(studio: Running) -> None:
    """Told after any change, and not where a rebuild would change nothing."""
    project, one = studio.project.folder, studio.brought()
    toml, profile = project / "dangke.toml", project / "voices" / "tone.toml"
    choose(studio, one)
    studio.build(one)
    studio.wait(one, "done")

    def is_current() -> bool:
        return bool(studio.get(f"/api/documents/{one}").told["results"]["is_current"])

    assert is_current()
    choose(studio, one, pace=0.9)
    assert not is_current()
    choose(studio, one, pace=1)
    choose(studio, one, horn={"chime": "叮咚", "repeats": None})  # as it would be without a word
    assert is_current()
    choose(studio, one, horn={"repeats": 2})
    assert not is_current()
    choose(studio, one, horn={}, editions=["phone"])  # the horn's stays, and is renewed with it
    assert is_current()
    for said, is_so in (("[phone]\nbitrate = 48\n", False), ("[horn]\ngap = 9\n", False), ("[x]\n", False), ("", True)):
        toml.write_text(said, "utf-8")
        assert is_current() == is_so, said
    profile.write_text(PROFILE.replace("chapter = 1500", "chapter = 1600"), "utf-8")
    assert not is_current()
    profile.write_text(PROFILE, "utf-8")
    assert is_current()
    lecture = next(path for path in (project / "output").rglob("*.m4b"))
    lecture.rename(project / "aside")
    assert not is_current()
    (project / "aside").rename(lecture)
    assert is_current()


def test_the_digest_without_reading_is_that_of_a_build(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    settings = settings_in(tmp_path, Wishes("tone"), tmp_path / "output")
    word = word_file(tmp_path, paragraph("题目"), paragraph("大家好。"), name="讲稿.docx")
    (tmp_path / "讲稿.docx.toml").write_text('speaker = "张三"\n[roles]\n"甲" = "low"\n', "utf-8")
    found = [asked_for(script, settings) for script in (project.script, word, working_copy(word))]
    assert found == [prepare(script, settings).asked_for for script in (project.script, word, working_copy(word))]
    assert len(set(found)) == 3


def test_a_chosen_take_is_among_what_was_chosen(tmp_path: Path) -> None:
    project = Here.make(tmp_path)
    settings = settings_in(tmp_path, Wishes("tone"), tmp_path / "output")
    usual = asked_for(project.script, settings)
    said = project.run("retake", "讲稿.txt", "第二章", "第3句", "--voice", "tone")
    assert said.code == 0, said.err
    assert asked_for(project.script, settings) != usual
    project.run("retake", "讲稿.txt", "第二章", "第3句", "--choose", "1", "--voice", "tone")
    assert asked_for(project.script, settings) == usual
