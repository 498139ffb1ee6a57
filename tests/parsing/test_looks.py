"""What a format says about a paragraph helps to see its part, and gives way to what the words say."""

from typing import Any

from dangke_audio.model.lecture import Lecture
from dangke_audio.model.report import Location
from dangke_audio.model.source import SourceDocument, SourceParagraph
from dangke_audio.parsing import parse

BODY = "加强党的建设是全面从严治党的必然要求。"
LONGER = "我们必须高度重视这件事情，抓紧抓好，抓出实实在在的成效，让群众满意。"


def lecture(*paragraphs: tuple[str, dict[str, Any]] | str) -> Lecture:
    told = [(p, {}) if isinstance(p, str) else p for p in paragraphs]
    return parse(
        SourceDocument(
            "讲稿.docx",
            "docx",
            "0" * 64,
            tuple(
                SourceParagraph(text, Location("讲稿.docx", paragraph=number), **look)
                for number, (text, look) in enumerate(told, start=1)
            ),
        )
    )


def title(text: str) -> tuple[str, dict[str, Any]]:
    return text, {"role": "title"}


def heading(text: str, level: int) -> tuple[str, dict[str, Any]]:
    return text, {"role": "heading", "level": level}


def bold(text: str) -> tuple[str, dict[str, Any]]:
    return text, {"bold": True}


def outline(found: Lecture) -> list[tuple[int, str]]:
    return [(section.level, section.heading) for section in found.sections if section.heading is not None]


def test_styles_make_title_and_headings() -> None:
    found = lecture(
        title("党课"), "开头。", heading("总论", 1), BODY, heading("分论", 2), LONGER, heading("结论", 1), BODY
    )
    assert found.title == "党课"
    assert outline(found) == [(1, "总论"), (2, "分论"), (1, "结论")]


def test_marks_decide_how_headings_nest() -> None:
    found = lecture(
        title("党课"), heading("一、甲", 1), BODY, heading("（一）乙", 1), LONGER, heading("小节", 2), BODY,
        heading("二、丁", 1), LONGER,
    )  # fmt: skip
    assert outline(found) == [(1, "一、甲"), (2, "（一）乙"), (3, "小节"), (1, "二、丁")]


def test_a_style_makes_a_heading_of_a_list_item() -> None:
    found = lecture(title("党课"), heading("1.学习理论", 1), BODY, "要做到：", "1.学习；", "2.实践。")
    assert outline(found) == [(1, "1.学习理论")]


def test_a_lone_top_heading_is_the_title() -> None:
    found = lecture(heading("学习笔记", 1), heading("从前", 2), BODY, heading("后来", 2), LONGER)
    assert (found.title, outline(found)) == ("学习笔记", [(1, "从前"), (1, "后来")])


def test_styles_of_nearly_all_paragraphs_say_nothing() -> None:
    found = lecture(*(heading(text, 1) for text in ("学习党章", BODY, LONGER, "一、为什么学", BODY, LONGER)))
    assert (found.title, outline(found)) == ("学习党章", [(1, "一、为什么学")])


def test_a_long_sentence_is_no_heading_whatever_its_style() -> None:
    found = lecture(title("党课"), heading(LONGER + LONGER, 1), BODY, heading("一、正题", 1), LONGER)
    assert outline(found) == [(1, "一、正题")]


def test_bold_short_lines_are_headings_unless_much_is_bold() -> None:
    assert outline(lecture(title("党课"), BODY, bold("几点希望"), LONGER, BODY)) == [(1, "几点希望")]
    assert outline(lecture(title("党课"), bold(BODY), bold("几点希望"), bold(LONGER), bold(BODY))) == []


def test_rows_of_tables_are_text() -> None:
    row = {"role": "row"}
    found = lecture(title("党课"), BODY, ("一、甲：乙", row), ("12", row), ("姓名：张三", row), LONGER)
    assert outline(found) == []
    assert not found.omitted


def test_a_title_may_stand_below_other_lines_and_on_two() -> None:
    found = lecture(
        "内部资料", title("决胜全面小康"), title("夺取伟大胜利"), "——在大会上的报告", "习近平", "同志们：", BODY
    )
    assert (found.title, found.subtitle) == ("决胜全面小康 夺取伟大胜利", "——在大会上的报告")
    assert (found.speaker, found.salutation) == ("习近平", "同志们：")
    assert [s.written for s in found.sections[0].sentences][2] == "内部资料"
