from pathlib import Path

import pytest
from tests.support.word_files import field, paragraph, run, style, word_file

from dangke_audio.model.source import SourceDocument
from dangke_audio.reading.word import read_word


def read(folder: Path, *blocks: str, styles: str = "") -> SourceDocument:
    return read_word(word_file(folder, *blocks, styles=styles))


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("第") + field(" PAGE ", "7") + run("页"), "第页"),
        (run("共") + field("NUMPAGES \\* MERGEFORMAT", "9"), "共"),
        (run("见第") + field("PAGEREF _Toc1 \\h", "3") + run("页"), "见第3页"),
        (field('HYPERLINK "http://x.cn"', "学习强国"), "学习强国"),
        (field("DATE \\@ yyyy年", "2024年"), "2024年"),
        (field("REF _Ref1 \\h", "第二节") + run("说"), "第二节说"),
        (field('XE "索引词"') + run("正文"), "正文"),
        (f'<w:fldSimple w:instr=" SEQ 图 ">{run("3")}</w:fldSimple>{run("号")}', "3号"),
        (f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>{run("页")}', "页"),
        (mark("begin") + instruction("IF ") + field("PAGE", "1") + instruction(" = 1 甲") + mark("separate") + run("乙") + mark("end"), "乙"),
        (mark("end") + mark("separate") + run("没有开头"), "没有开头"),
    ],
)  # fmt: skip
def test_results_are_read_and_instructions_not(tmp_path: Path, content: str, expected: str) -> None:
    assert [each.text for each in read(tmp_path, paragraph(content)).paragraphs] == [expected]


def test_an_instruction_that_never_ends_hides_its_own_paragraph_only(tmp_path: Path) -> None:
    document = read(tmp_path, paragraph(mark("begin") + instruction("DATE")), paragraph("正文"))
    assert [each.text for each in document.paragraphs] == ["正文"]


def contents(*entries: str, closed: bool = True) -> list[str]:
    """A table of contents as Word writes it: the field begins in the first entry and ends behind the last."""
    first, *others = entries
    blocks = [
        paragraph(
            mark("begin") + instruction('TOC \\o "1-3"') + mark("separate") + run(first) + field("PAGEREF x", "1")
        )
    ]
    page = "<w:r><w:rPr><w:webHidden/></w:rPr><w:t>2</w:t></w:r>"
    blocks += [paragraph(field("HYPERLINK x", each) + page) for each in others]
    return [*blocks, paragraph(mark("end"))] if closed else blocks


def test_contents_are_left_out_with_their_title(tmp_path: Path) -> None:
    blocks = [paragraph("讲稿题目"), paragraph("目　录"), *contents("一、提高认识", "二、抓好落实"), paragraph("正文")]
    document = read(tmp_path, *blocks)
    assert [(each.text, each.location.paragraph) for each in document.paragraphs] == [("讲稿题目", 1), ("正文", 6)]
    (finding,) = document.findings
    assert (finding.severity, finding.code) == ("info", "contents")
    assert "3 行" in finding.message
    assert [(each.text, each.reason) for each in document.omitted] == [
        ("目 录", "contents"),
        ("一、提高认识1", "contents"),
        ("二、抓好落实", "contents"),
    ]


@pytest.mark.parametrize("name", ["toc 1", "TOC 3", "TOC Heading", "目录 2", "TOC 标题", "table of figures"])
def test_contents_by_style(tmp_path: Path, name: str) -> None:
    blocks = [paragraph("一、提高认识…1", style="a"), paragraph("正文")]
    document = read(tmp_path, *blocks, styles=style("a", name))
    assert [each.text for each in document.paragraphs] == ["正文"]
    assert [finding.code for finding in document.findings] == ["contents"]
    assert [(each.text, each.reason) for each in document.omitted] == [("一、提高认识…1", "contents")]


def test_contents_in_a_content_control(tmp_path: Path) -> None:
    properties = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    inner = "".join([paragraph("目录"), *contents("一、提高认识", "二、抓好落实")])
    control = f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    document = read(tmp_path, paragraph("题目"), control, paragraph("正文"))
    assert [(each.text, each.location.paragraph) for each in document.paragraphs] == [("题目", 1), ("正文", 6)]
    assert [finding.code for finding in document.findings] == ["contents"]
    assert [each.text for each in document.omitted] == ["目录", "一、提高认识1", "二、抓好落实2"]


def test_contents_that_never_end_end_at_the_first_heading(tmp_path: Path) -> None:
    blocks = [*contents("一、提高认识", closed=False), paragraph("一、提高认识", style="1"), paragraph("正文")]
    document = read(tmp_path, *blocks, styles=style("1", "heading 1"))
    assert [each.text for each in document.paragraphs] == ["一、提高认识", "正文"]


def test_text_behind_the_end_of_contents_is_read(tmp_path: Path) -> None:
    blocks = [*contents("一、提高认识", closed=False), paragraph(mark("end") + run("正文"))]
    assert [each.text for each in read(tmp_path, *blocks).paragraphs] == ["正文"]
