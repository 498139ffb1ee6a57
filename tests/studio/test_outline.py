"""Looking a script over, and putting its outline right."""

import json
from typing import Any
from urllib.parse import unquote

import pytest
from tests.studio.studios import Running, running
from tests.support.cli import Project

from dangke_audio.model.sidecar import LineRule, Sidecar
from dangke_audio.reading.sidecar import read_sidecar, sidecar_of
from dangke_audio.studio.line_rules import settle_line, write_sidecar

TEXT = """关于春耕的讲话
同志们：
大家好，今天开会。
一、抓紧备耕
种子要备足。
重复的话
化肥要备足。
二、注意安全
重复的话
用电要小心。
更多内容请看 https://example.com/abc
"""
EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def outline(studio: Running, one: str) -> dict[str, Any]:
    answer = studio.get(f"/api/documents/{one}/outline")
    assert answer.status == 200, answer.body.decode()
    told: dict[str, Any] = answer.told
    return told


def names(told: dict[str, Any]) -> list[str]:
    return [section["name"] for section in told["sections"]]


def settle(studio: Running, one: str, number: int, text: str, kind: str | None, level: int = 1) -> dict[str, Any]:
    answer = studio.send("PUT", f"/api/documents/{one}/lines/{number}", {"is": kind, "level": level, "text": text})
    assert answer.status == 200, answer.body.decode()
    told: dict[str, Any] = answer.told
    return told


def test_everything_about_a_script(studio: Running) -> None:
    told = outline(studio, studio.brought(text=TEXT))
    assert told["title"] == "关于春耕的讲话"
    assert names(told) == ["开场", "一、抓紧备耕", "二、注意安全"]
    assert told["total_ms"] == sum(section["ms"] for section in told["sections"]) > 10_000
    assert [told["lines"][section["line"]]["text"] for section in told["sections"][1:]] == names(told)[1:]
    assert [line["is"] for line in told["lines"]][:4] == ["title", "body", "body", "heading"]
    assert all(one["reason"] for one in told["omitted"])


def test_findings_point_to_their_place(studio: Running) -> None:
    told = outline(studio, studio.brought(text=f"{TEXT}捐款 *** 元。\n[停顿 很久]结束。\n"))
    places = {finding["message"]: finding["line"] for finding in told["findings"]}
    (about,) = [line for message, line in places.items() if "停顿" in message]
    assert told["lines"][about]["text"].startswith("结束")


def test_a_heading_and_back(studio: Running) -> None:
    one = studio.brought(text=TEXT)
    told = settle(studio, one, 4, "种子要备足。", "heading", 2)
    assert "种子要备足。" in names(told)
    assert told["lines"][4]["rule"] == {"text": "种子要备足。", "role": "heading", "level": 2, "occurrence": None}
    told = settle(studio, one, 3, "一、抓紧备耕", "body")
    assert "一、抓紧备耕" not in names(told)
    told = settle(studio, one, 6, "化肥要备足。", "silent")
    assert told["lines"][6]["is"] == "silent"
    assert "化肥要备足。" in [omitted["text"] for omitted in told["omitted"]]
    assert outline(studio, one) == told
    for number, text in ((4, "种子要备足。"), (3, "一、抓紧备耕"), (6, "化肥要备足。")):
        told = settle(studio, one, number, text, None)
    assert names(told) == ["开场", "一、抓紧备耕", "二、注意安全"]
    assert not sidecar_of(studio.project.folder / "工作室" / one / "讲稿.txt").exists()


def test_one_of_two_lines_that_are_alike(studio: Running) -> None:
    told = settle(studio, studio.brought(text=TEXT), 8, "重复的话", "silent")
    assert [line["is"] for line in told["lines"] if line["text"] == "重复的话"] == ["body", "silent"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"is": "heading", "level": 9, "text": "种子要备足。"}, 400),
        ({"is": "heading", "level": True, "text": "种子要备足。"}, 400),
        ({"is": ["x"], "text": "种子要备足。"}, 400),
        ({"is": "nonsense", "text": "种子要备足。"}, 400),
        ({"is": "heading", "text": "别的话"}, 409),
        ({"is": "heading"}, 409),
    ],
)
def test_nonsense_changes_nothing(studio: Running, said: object, status: int) -> None:
    one = studio.brought(text=TEXT)
    assert studio.send("PUT", f"/api/documents/{one}/lines/4", said).status == status
    assert studio.send("PUT", f"/api/documents/{one}/lines/999999", said).status in {400, 409}
    assert not sidecar_of(studio.project.folder / "工作室" / one / "讲稿.txt").exists()


def test_what_a_sidecar_says_otherwise_is_kept(project: Project) -> None:
    script = project.script
    before = Sidecar("x", "", title='引号"和\\', speaker="张三\x7f", roles=(("甲", "low"), ("主 持", "tone")))
    write_sidecar(script, before)
    settle_line(script, '有"引号"的一行', 1, 1, "heading", 2)
    settle_line(script, "重复", 2, 3, "silent", 1)
    settle_line(script, "重复", 2, 3, None, 1)
    found = read_sidecar(script)
    assert found
    assert (found.title, found.speaker) == (before.title, before.speaker)
    assert dict(found.roles)["甲"] == "low"
    assert found.lines == (LineRule('有"引号"的一行', "heading", 2),)


def test_a_rule_for_all_alike_stays_for_the_others(project: Project) -> None:
    write_sidecar(project.script, Sidecar("x", "", lines=(LineRule("重复", "silent"),)))
    settle_line(project.script, "重复", 2, 3, "body", 1)
    found = read_sidecar(project.script)
    assert found
    assert {(rule.occurrence, rule.role) for rule in found.lines} == {(1, "silent"), (3, "silent"), (2, "body")}


def test_names_and_texts_go_through_as_they_are(studio: Running) -> None:
    """They are data in JSON; the browser test sees that the page makes text of them."""
    one = studio.brought(name=f"{EVIL}.txt", text=f"{EVIL}\n大家好，{EVIL}。\n")
    told = outline(studio, one)
    assert EVIL in json.dumps(told, ensure_ascii=False).replace('\\"', '"')
    assert "<" not in unquote(studio.get("/api/documents").told["documents"][0]["name"])


def test_an_engine_that_is_not_there_is_told(project: Project) -> None:
    tone = (project.folder / "voices" / "tone.toml").read_text(encoding="utf-8")
    (project.folder / "voices" / "gone.toml").write_text(tone.replace('"recording"', '"gone"'), encoding="utf-8")
    with running(project) as studio:
        voices = {voice["name"]: voice for voice in studio.get("/api/voices").told["voices"]}
        assert "gone" in voices["gone"]["fault"]
        assert voices["tone"]["fault"] is None
        assert voices["remote"]["online"]
        one = studio.brought(voice="gone")
        answer = studio.get(f"/api/documents/{one}/outline")
        assert answer.status == 400
        assert answer.told["error"]["hint"]


def test_the_first_chapter_has_its_place_also_where_the_voice_says_something_first(studio: Running) -> None:
    profile = studio.project.folder / "voices" / "tone.toml"
    profile.write_text(f'label = "这是合成的声音。"\n{profile.read_text("utf-8")}', encoding="utf-8")
    told = outline(studio, studio.brought(text=TEXT))
    assert [told["lines"][section["line"]]["text"] for section in told["sections"]] == [
        "关于春耕的讲话",
        "一、抓紧备耕",
        "二、注意安全",
    ]
