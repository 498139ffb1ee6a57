from pathlib import Path

import pytest
from tests.support.word_files import abstract, field, level, num, paragraph, run, table, word_file

from dangke_audio.errors import SourceError
from dangke_audio.model.source import Pin, SourceDocument
from dangke_audio.reading.word import body, read_word


def read(folder: Path, *blocks: str, numbering: str = "") -> SourceDocument:
    return read_word(word_file(folder, *blocks, numbering=numbering))


def texts(document: SourceDocument) -> list[str]:
    return [each.text for each in document.paragraphs]


def test_paragraphs_are_counted_as_they_are_seen(tmp_path: Path) -> None:
    document = read(tmp_path, paragraph("题目"), paragraph(), paragraph("　　同志们：大家上午好！今天我们上课。"))
    assert [(each.location.paragraph, each.location.excerpt) for each in document.paragraphs] == [
        (1, "题目"),
        (3, "同志们：大家上午好！今天"),
    ]
    assert document.paragraphs[1].location.line is None
    assert str(document.paragraphs[0].location) == "讲稿.docx 第 1 段「题目」"


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("name", ["讲稿.docx", "讲稿.docm", "模板.dotx", "模板.dotm"])
def test_both_dialects(tmp_path: Path, name: str, *, strict: bool) -> None:
    numbering = abstract(1, level(0, "chineseCounting", "%1、")) + num(1, 1)
    path = word_file(
        tmp_path, paragraph("学", number=(1, 0)), table(("甲", "乙")), numbering=numbering, strict=strict, name=name
    )
    document = read_word(path)
    assert texts(document) == ["一、学", "甲，乙"]
    assert (document.name, document.encoding, len(document.sha256)) == (name, "docx", 64)


def test_the_main_part_is_found_by_its_relationship(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("正文"), main="wps/正文2.xml", more={"word/document.xml": "<nothing/>"})
    assert texts(read_word(path)) == ["正文"]


DELETED_END = "<w:rPr><w:del/></w:rPr>"


def test_paragraphs_whose_border_is_deleted_are_one(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "chineseCounting", "%1、")) + num(1, 1)
    blocks = [
        paragraph("坚持", properties=DELETED_END, number=(1, 0)),
        paragraph("党的", properties=DELETED_END),
        paragraph("领导", number=(1, 0)),
        paragraph("再干", number=(1, 0)),
    ]
    document = read(tmp_path, *blocks, numbering=numbering)
    assert [(each.text, each.location.paragraph) for each in document.paragraphs] == [
        ("一、坚持党的领导", 1),
        ("二、再干", 4),
    ]


def test_a_dropped_capital_belongs_to_its_paragraph(tmp_path: Path) -> None:
    dropped = paragraph("同", properties='<w:framePr w:dropCap="drop" w:lines="2"/>')
    assert texts(read(tmp_path, dropped, paragraph("志们，大家好。"))) == ["同志们，大家好。"]


def test_a_deleted_border_before_a_table_or_the_end(tmp_path: Path) -> None:
    blocks = [paragraph("表前", properties=DELETED_END), table(("甲", "乙")), paragraph("末", properties=DELETED_END)]
    assert texts(read(tmp_path, *blocks)) == ["表前", "甲，乙", "末"]


@pytest.mark.parametrize(
    "wrapper",
    ["<w:customXml>{}</w:customXml>", "<w:ins>{}</w:ins>", "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"],
)
def test_wrappers_around_paragraphs(tmp_path: Path, wrapper: str) -> None:
    inner = wrapper.format(paragraph("甲") + wrapper.format(paragraph("乙")))
    document = read(tmp_path, inner, paragraph("丙"))
    assert [(each.text, each.location.paragraph) for each in document.paragraphs] == [("甲", 1), ("乙", 2), ("丙", 3)]


def test_unanswered_prompts_are_not_read(tmp_path: Path) -> None:
    prompt = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('单击此处输入')}</w:sdtContent></w:sdt>"
    )
    document = read(tmp_path, prompt, paragraph("正文"))
    assert [(each.text, each.location.paragraph) for each in document.paragraphs] == [("正文", 2)]
    assert [finding.code for finding in document.findings] == ["placeholder"]


def test_deleted_blocks_and_embedded_files(tmp_path: Path) -> None:
    document = read(
        tmp_path, f"<w:moveFrom>{paragraph('走')}</w:moveFrom>", '<w:altChunk r:id="x"/>', paragraph("正文")
    )
    assert [(each.text, each.location.paragraph) for each in document.paragraphs] == [("正文", 2)]
    assert {finding.code for finding in document.findings} == {"deleted-text", "embedded-document"}


def box(*paragraphs: str) -> str:
    """A text box as Word writes it: once for itself and once for its elders."""
    inner = "".join(paragraphs)
    new = f"<w:drawing><wp:anchor><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>'


OLD_BOX = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('旧框')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


def test_text_boxes_are_read_once_behind_their_paragraph(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        paragraph(box(paragraph("框一"), paragraph("框二")) + run("正文")),
        paragraph(OLD_BOX),
        paragraph("末"),
    )
    assert [(each.text, each.location.paragraph) for each in document.paragraphs] == [
        ("正文", 1), ("框一", 1), ("框二", 1), ("旧框", 2), ("末", 3),
    ]  # fmt: skip


def test_a_text_box_in_a_text_box(tmp_path: Path) -> None:
    assert texts(read(tmp_path, paragraph(box(paragraph(run("外") + box(paragraph("内"))))))) == ["外", "内"]


def test_text_boxes_count_on_their_own(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    blocks = [
        paragraph("甲", number=(1, 0)),
        paragraph(box(paragraph("框", number=(1, 0)))),
        paragraph("乙", number=(1, 0)),
        paragraph(box(paragraph("框", number=(1, 0)))),
    ]
    assert texts(read(tmp_path, *blocks, numbering=numbering)) == ["1. 甲", "1. 框", "2. 乙", "2. 框"]


def test_tables_are_read_row_by_row(tmp_path: Path) -> None:
    rows = table(("姓名", "职务", ""), (paragraph("张三") + paragraph("（组长）"), "书记", "联系人："), ("", "", ""))
    document = read(tmp_path, paragraph("名单如下"), rows, paragraph("以上"))
    assert [(each.text, each.role, each.location.paragraph) for each in document.paragraphs] == [
        ("名单如下", "text", 1),
        ("姓名，职务", "row", 2),
        ("张三，（组长），书记，联系人：", "row", 5),
        ("以上", "text", 12),
    ]
    (finding,) = document.findings
    assert (finding.severity, finding.code) == ("info", "table")
    assert "2 行" in finding.message
    assert finding.location == document.paragraphs[1].location


def test_cells_that_end_in_a_mark_get_no_comma(tmp_path: Path) -> None:
    assert texts(read(tmp_path, table(("时间：", "上午九点。", "地点；", "村部")))) == ["时间：上午九点。地点；村部"]


def test_a_table_of_one_column_is_a_frame(tmp_path: Path) -> None:
    document = read(tmp_path, table((paragraph("甲") + paragraph("乙") + table(("丙", "丁")),), ("戊",)))
    assert [(each.text, each.role) for each in document.paragraphs] == [
        ("甲", "text"), ("乙", "text"), ("丙，丁", "row"), ("戊", "text"),
    ]  # fmt: skip
    assert [finding.code for finding in document.findings] == ["table"]


def merged(text: str, merge: str) -> str:
    return f"<w:tcPr>{merge}</w:tcPr>{paragraph(text)}"


def test_merged_and_deleted_cells(tmp_path: Path) -> None:
    rows = table(
        (merged("第一组", '<w:vMerge w:val="restart"/>'), "张三"),
        (merged("看不见", "<w:vMerge/>"), "李四"),
        (merged("删掉的", "<w:cellDel/>"), "王五"),
        (merged("第二组", '<w:hMerge w:val="restart"/>'), merged("看不见", "<w:hMerge/>")),
    )
    assert texts(read(tmp_path, rows)) == ["第一组，张三", "李四", "王五", "第二组"]


def test_deleted_and_hidden_rows(tmp_path: Path) -> None:
    rows = table(("甲", "乙"), ("丙", "丁"), ("戊", "己")).split("<w:tr>")
    rows[2] = f"<w:trPr><w:del/></w:trPr>{rows[2]}"
    rows[3] = f"<w:trPr><w:hidden/></w:trPr>{rows[3]}"
    document = read(tmp_path, "<w:tr>".join(rows), paragraph("末"))
    assert [(each.text, each.location.paragraph) for each in document.paragraphs] == [("甲，乙", 1), ("末", 7)]
    assert [(each.text, each.reason) for each in document.omitted] == [("戊 己", "hidden-text")]


def test_tables_in_cells_are_part_of_the_row(tmp_path: Path) -> None:
    document = read(tmp_path, table(("甲", table(("乙", "丙"), ("丁", "戊")) + paragraph())))
    assert texts(document) == ["甲，乙，丙，丁，戊"]
    assert len(document.findings) == 1


def test_numbers_are_the_text_of_a_cell(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    order = paragraph("", number=(1, 0))
    document = read(
        tmp_path, table((order, "张三"), (order, "李四")), paragraph("王五", number=(1, 0)), numbering=numbering
    )
    assert texts(document) == ["1，张三", "2，李四", "3. 王五"]
    assert [finding.code for finding in document.findings] == ["table"]


def test_pins_and_boldness_of_a_row(tmp_path: Path) -> None:
    pinned = field(r"EQ \* jc2 \o\ad(\s\up 9(shàn),单)")
    name = paragraph(run("　户主", "<w:b/>"))
    rows = table((name, paragraph(run("　") + pinned + run("家"))), (name, name))
    first, second = read(tmp_path, rows).paragraphs
    assert (first.text, first.pins, first.bold) == ("户主，单家", (Pin(3, 4, "shàn"),), False)
    assert (second.text, second.bold) == ("户主，户主", True)


def test_more_paragraphs_than_any_text_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "_MOST_PARAGRAPHS", 10)
    with pytest.raises(SourceError, match="文件太长"):
        read(tmp_path, *[paragraph()] * 11)
