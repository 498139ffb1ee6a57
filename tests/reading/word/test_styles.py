from pathlib import Path

import pytest
from tests.support.word_files import paragraph, style, word_file

from dangke_audio.model.source import SourceParagraph
from dangke_audio.reading.word import read_word


def read(folder: Path, block: str, styles: str = "") -> SourceParagraph:
    (only,) = read_word(word_file(folder, block, styles=styles)).paragraphs
    return only


def outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


@pytest.mark.parametrize(
    ("styles", "role", "level"),
    [
        (style("s", "heading 1"), "heading", 1),
        (style("s", "Heading 3"), "heading", 3),
        (style("s", "标题 2"), "heading", 2),
        (style("s", "标题4"), "heading", 4),
        (style("s", "一级标题"), "heading", 1),
        (style("s", "heading 2,节,h2"), "heading", 2),
        (style("s", "正文样式", outline(1)), "heading", 2),
        (style("s", "正文样式", based_on="t") + style("t", "heading 2"), "heading", 2),
        (style("s", "heading 1", outline(9)), "text", 0),
        (style("s", "Normal"), "text", 0),
        (style("s", "题注"), "text", 0),
        (style("s", "Title", outline(0)), "title", 0),
        (style("s", "标题"), "title", 0),
        (style("s", "我的题目", based_on="t") + style("t", "Title", outline(0)), "title", 0),
        (style("s", "节", outline(1), based_on="t") + style("t", "Title"), "heading", 2),
        (style("s", "Subtitle", based_on="t") + style("t", "Title"), "text", 0),
        (style("s", "Author", based_on="t") + style("t", "Title"), "text", 0),
        (style("s", "Date", based_on="t") + style("t", "Title"), "text", 0),
        (style("s", "圈", based_on="t") + style("t", "圈", based_on="s"), "text", 0),
        ("", "text", 0),
    ],
)
def test_roles_by_style(tmp_path: Path, styles: str, role: str, level: int) -> None:
    found = read(tmp_path, paragraph("提高认识", style="s"), styles)
    assert (found.role, found.level) == (role, level)


@pytest.mark.parametrize(
    ("identifier", "role", "level"), [("Heading2", "heading", 2), ("Title", "title", 0), ("2", "text", 0)]
)
def test_styles_that_the_file_does_not_define(tmp_path: Path, identifier: str, role: str, level: int) -> None:
    found = read(tmp_path, paragraph("提高认识", style=identifier))
    assert (found.role, found.level) == (role, level)


def test_the_paragraph_says_its_own_level(tmp_path: Path) -> None:
    assert read(tmp_path, paragraph("学", properties=outline(0))).level == 1
    assert read(tmp_path, paragraph("学", style="1", properties=outline(9)), style("1", "heading 1")).role == "text"


def test_a_long_heading_keeps_its_role(tmp_path: Path) -> None:
    found = read(tmp_path, paragraph("同志们要认真学习。" * 20, style="1"), style("1", "heading 1"))
    assert (found.role, found.level) == ("heading", 1)


def jc(where: str) -> str:
    return f'<w:jc w:val="{where}"/>'


@pytest.mark.parametrize(
    ("written", "alignment"),
    [
        ("center", "center"),
        ("right", "right"),
        ("end", "right"),
        ("left", "left"),
        ("both", "left"),
        ("distribute", "left"),
    ],
)
def test_alignment(tmp_path: Path, written: str, alignment: str) -> None:
    assert read(tmp_path, paragraph("学", properties=jc(written))).alignment == alignment
    styles = style("a", "甲", jc(written)) + style("b", "乙", based_on="a")
    assert read(tmp_path, paragraph("学", style="b"), styles).alignment == alignment
    assert read(tmp_path, paragraph("学", style="b", properties=jc("start")), styles).alignment == "left"


def test_subtitles_are_text_in_the_middle(tmp_path: Path) -> None:
    found = read(tmp_path, paragraph("——在党课上的讲话", style="s"), style("s", "Subtitle", outline(1)))
    assert (found.role, found.level, found.alignment) == ("text", 0, "center")


def test_the_default_style_counts_where_none_is_named(tmp_path: Path) -> None:
    styles = style("正", "Normal", jc("center")).replace("<w:style ", '<w:style w:default="1" ')
    assert read(tmp_path, paragraph("学"), styles).alignment == "center"
    defaults = f"<w:docDefaults><w:pPrDefault><w:pPr>{jc('right')}</w:pPr></w:pPrDefault></w:docDefaults>"
    assert read(tmp_path, paragraph("学"), defaults).alignment == "right"
