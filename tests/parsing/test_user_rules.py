from dataclasses import replace

from tests.support.documents import document

from dangke_audio.model.lecture import Lecture
from dangke_audio.model.sidecar import LineRule, Sidecar
from dangke_audio.parsing import parse

TEXT = """我们村的故事
过去
过去的日子很苦，大家都记得那些年的事情，吃不饱穿不暖。
现在
现在的日子好了，家家户户都住上了新房子，路也修到了门口。
一、不是标题
本页内部使用
最后一段话，请大家记住这些变化来之不易，要好好珍惜。
"""


def parsed(**said: object) -> Lecture:
    sidecar = replace(Sidecar("讲稿.txt.toml", "0"), **said)  # type: ignore[arg-type]
    return parse(replace(document(TEXT), sidecar=sidecar))


def headings(lecture: Lecture) -> list[tuple[str, int]]:
    return [(section.heading, section.level) for section in lecture.sections if section.heading]


def test_lines_become_headings_body_or_silent() -> None:
    rules = (
        LineRule("过去", "heading", 1),
        LineRule("现 在", "heading", 2),
        LineRule("一、不是标题", "body"),
        LineRule("本页内部使用", "silent"),
    )
    lecture = parsed(lines=rules)
    assert headings(lecture) == [("过去", 1), ("现在", 2)]
    assert [(o.text, o.reason) for o in lecture.omitted if o.reason == "user-silent"] == [
        ("本页内部使用", "user-silent")
    ]
    body = [s.written for section in lecture.sections for s in section.sentences if s.kind == "body"]
    assert "一、不是标题" in body
    assert not [finding for finding in lecture.findings if finding.code == "sidecar-unmatched"]


def test_what_no_longer_matches_is_told() -> None:
    lecture = parsed(lines=(LineRule("没有这一行", "heading"), LineRule("过去", "heading", 1, occurrence=2)))
    told = [finding.message for finding in lecture.findings if finding.code == "sidecar-unmatched"]
    assert len(told) == 2
    assert "没有这一行" in told[0]
    assert "只出现了 1 次" in told[1]


def test_an_occurrence_names_one_of_several_lines() -> None:
    text = "开头的话说得很长很长，这是第一段的正文。\n小结\n第一段小结的内容在这里，也很长。\n小结\n第二段小结的内容在这里，也很长。\n"
    sidecar = Sidecar(
        "讲稿.txt.toml",
        "0",
        lines=(LineRule("小结", "heading", 1, occurrence=2), LineRule("小结", "body", occurrence=1)),
    )
    lecture = parse(replace(document(text), sidecar=sidecar))
    (section,) = [section for section in lecture.sections if section.heading]
    assert section.sentences[0].location.line == 4


def test_title_and_people_are_taken_as_said() -> None:
    lecture = parsed(title="我们村的故事", speaker="张三", date="2024年3月5日", subtitle="村史宣讲")
    assert (lecture.title, lecture.speaker, lecture.date) == ("我们村的故事", "张三", "2024年3月5日")
    assert lecture.subtitle == "村史宣讲"
    assert lecture.sections[0].sentences[0].kind == "title"


def test_a_title_that_is_not_in_the_script_names_the_files_only() -> None:
    lecture = parsed(title="另起的名字")
    assert lecture.title == "另起的名字"
    assert "title" not in [s.kind for section in lecture.sections for s in section.sentences]
    assert lecture.sections[0].sentences[0].written.startswith("我们村的故事")
    assert "no-title" not in [finding.code for finding in lecture.findings]
    assert "另起的名字" not in [s.written for section in lecture.sections for s in section.sentences]


def test_a_second_rule_for_one_line_is_told() -> None:
    lecture = parsed(lines=(LineRule("过去", "body"), LineRule("过去", "heading", 1)))
    (told,) = [finding.message for finding in lecture.findings if finding.code == "sidecar-unmatched"]
    assert "前面已有一条" in told


def test_a_line_is_known_with_its_bullet_and_its_marks() -> None:
    rules = (LineRule("● 过去", "heading", 1), LineRule("## 现在", "heading", 1))
    assert headings(parsed(lines=rules)) == [("过去", 1), ("现在", 1), ("一、不是标题", 1)]
