from pathlib import Path

import pytest
from tests.support.word_files import paragraph, run, style, word_file

from dangke_audio.model.source import Pin, SourceDocument
from dangke_audio.reading.word import read_word


def read(folder: Path, *contents: str, styles: str = "") -> SourceDocument:
    """One paragraph for each, with a last one so that the document is never empty."""
    return read_word(word_file(folder, *(paragraph(each) for each in contents), paragraph("完"), styles=styles))


def text(folder: Path, content: str, styles: str = "") -> str:
    return "|".join(each.text for each in read(folder, content, styles=styles).paragraphs[:-1])


def codes(document: SourceDocument) -> list[str]:
    return [finding.code for finding in document.findings]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("不忘") + run("初心"), "不忘初心"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲 乙"),
        ("<w:r><w:t>2023</w:t><w:noBreakHyphen/><w:t>2024学年</w:t></w:r>", "2023-2024学年"),
        ("<w:r><w:t>初</w:t><w:softHyphen/><w:t>心</w:t></w:r>", "初心"),
        ("<w:r><w:t>上行</w:t><w:br/><w:t>下行</w:t></w:r>", "上行|下行"),
        ('<w:r><w:t>上页</w:t><w:br w:type="page"/><w:t>下页</w:t><w:cr/><w:t>末行</w:t></w:r>', "上页|下页|末行"),
        ("<w:r><w:br/><w:br/><w:t>末行</w:t></w:r>", "末行"),
        (f'<w:hyperlink r:id="x">{run("网址")}</w:hyperlink>', "网址"),
        (f"<w:smartTag><w:smartTagPr/>{run('北京')}</w:smartTag>{run('市')}", "北京市"),
        (f"<w:ins>{run('添')}</w:ins>{run('的')}", "添的"),
        (f"<w:moveTo>{run('移来')}</w:moveTo>", "移来"),
        (f"<w:bdo><w:dir>{run('方向')}</w:dir></w:bdo>", "方向"),
        ("<w:r><w:t>上  </w:t></w:r><w:r><w:t> 海</w:t></w:r>", "上海"),
        ('<w:r><w:t xml:space="preserve">one </w:t></w:r><w:r><w:t>two</w:t></w:r>', "one two"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F06C"/><w:t>重点</w:t></w:r>', "重点"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B1"/><w:t>5度</w:t></w:r>', "±5度"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F082"/><w:t>学习</w:t></w:r>', "②学习"),
        ('<w:r><w:sym w:font="宋体" w:char="2460"/><w:sym w:font="宋体" w:char="E001"/><w:sym/></w:r>', "①"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>l</w:t></w:r>' + run("重点"), "重点"),
        (f"<w:commentRangeStart/>{run('正文')}<w:commentRangeEnd/><w:r><w:commentReference/></w:r>", "正文"),
    ],
)
def test_what_a_run_says(tmp_path: Path, content: str, expected: str) -> None:
    assert text(tmp_path, content) == expected


def test_lines_of_a_paragraph_have_its_number(tmp_path: Path) -> None:
    document = read(tmp_path, run("前"), "<w:r><w:t>上行</w:t><w:br/><w:t>下行</w:t></w:r>")
    assert [each.location.paragraph for each in document.paragraphs] == [1, 2, 2, 3]


def test_deleted_text_is_not_read_but_reported(tmp_path: Path) -> None:
    gone = "<w:r><w:delText>旧话</w:delText></w:r>"
    document = read(tmp_path, f"{run('新')}<w:del>{gone}</w:del><w:moveFrom>{run('走')}</w:moveFrom>{run('话')}")
    assert document.paragraphs[0].text == "新话"
    assert codes(document) == ["deleted-text"]
    assert document.omitted == ()
    assert "2 处" in document.findings[0].message


HIDING = style("藏", "藏", run_properties="<w:vanish/>", kind="character")


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ("", True),
        ("<w:vanish/>", False),
        ('<w:vanish w:val="0"/>', True),
        ("<w:webHidden/>", False),
        ('<w:rStyle w:val="藏"/>', False),
        ('<w:rStyle w:val="藏"/><w:vanish w:val="false"/>', True),
    ],
)
def test_hidden_text_is_not_read_but_reported(tmp_path: Path, properties: str, *, shown: bool) -> None:
    document = read(tmp_path, run("看得见") + run("看不见", properties), styles=HIDING)
    assert document.paragraphs[0].text == ("看得见看不见" if shown else "看得见")
    assert codes(document) == ([] if shown else ["hidden-text"])
    assert [(each.text, each.reason) for each in document.omitted] == ([] if shown else [("看不见", "hidden-text")])


def test_a_hidden_paragraph_style_hides(tmp_path: Path) -> None:
    styles = style("a", "甲", run_properties="<w:vanish/>") + style("b", "乙", based_on="a")
    blocks = [paragraph("藏", style="b"), paragraph(run("现", '<w:vanish w:val="0"/>'), style="b")]
    assert [each.text for each in read_word(word_file(tmp_path, *blocks, styles=styles)).paragraphs] == ["现"]


def ruby(base: str, reading: str) -> str:
    return f"<w:r><w:ruby><w:rubyPr/><w:rt>{run(reading)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"


def test_ruby_is_read_once_and_pins_its_pinyin(tmp_path: Path) -> None:
    document = read(
        tmp_path, run("直辖市") + ruby("重", "chóng") + ruby("庆", "qìng") + run("和") + ruby("重庆", "chóng qìng")
    )
    first = document.paragraphs[0]
    assert first.text == "直辖市重庆和重庆"
    assert first.pins == (Pin(3, 4, "chóng"), Pin(4, 5, "qìng"), Pin(6, 8, "chóng qìng"))
    assert document.findings == ()


@pytest.mark.parametrize(("base", "reading"), [("重庆", "chóng"), ("今日", "きょう"), ("党", "Party")])
def test_ruby_that_is_no_pinyin_is_reported(tmp_path: Path, base: str, reading: str) -> None:
    document = read(tmp_path, ruby(base, reading))
    assert (document.paragraphs[0].text, document.paragraphs[0].pins) == (base, ())
    assert codes(document) == ["ruby"]


def test_pins_move_with_lines_and_with_the_number(tmp_path: Path) -> None:
    document = read(tmp_path, "<w:r><w:t>上行</w:t><w:br/></w:r>" + run("地名") + ruby("蔚", "yù"))
    assert document.paragraphs[1].pins == (Pin(2, 3, "yù"),)


@pytest.mark.parametrize(
    ("properties", "content", "read_as"),
    [
        ("<w:text/>", "姓名", "姓名"),
        ("<w:showingPlcHdr/>", "单击此处输入文字", ""),
        ('<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>', "目录", ""),
        ('<w:docPartObj><w:docPartGallery w:val="Cover Pages"/></w:docPartObj>', "封面", "封面"),
    ],
)
def test_content_controls_in_a_paragraph(tmp_path: Path, properties: str, content: str, read_as: str) -> None:
    control = f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run(content)}</w:sdtContent></w:sdt>"
    assert text(tmp_path, run("甲") + control + run("乙")) == f"甲{read_as}乙"


def test_notes_are_not_read_but_counted(tmp_path: Path) -> None:
    own = '<w:r><w:endnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>'
    document = read(tmp_path, run("原文") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("如此") + own)
    assert document.paragraphs[0].text == "原文如此"
    assert codes(document) == ["notes"]
    assert "2 个脚注" in document.findings[0].message
    assert document.omitted == ()


def test_words_of_notes_are_listed(tmp_path: Path) -> None:
    notes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    declared = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    words = f"{paragraph(run('见村志') + '<w:del>' + run('旧') + '</w:del>')}{paragraph('第三卷')}"
    path = word_file(
        tmp_path,
        paragraph("题目"),
        paragraph(run("原文") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        more={
            "word/_rels/document.xml.rels": f'<R><Relationship Type="{notes}" Target="notes.xml"/></R>',
            "word/notes.xml": f'<w:footnotes {declared}><w:footnote w:id="2">{words}</w:footnote></w:footnotes>',
        },
    )
    assert [(each.text, each.reason, each.location.paragraph) for each in read_word(path).omitted] == [
        ("见村志 第三卷", "footnote", 2)
    ]


def test_formulas_give_their_characters_and_a_finding(tmp_path: Path) -> None:
    document = read(tmp_path, run("即") + "<m:oMath><m:r><m:t>a+b</m:t></m:r><m:r><m:t>=c</m:t></m:r></m:oMath>")
    assert document.paragraphs[0].text == "即a+b=c"
    assert codes(document) == ["formula"]


PICTURE = "<w:r><w:drawing><wp:inline><wp:docPr descr='村口的照片'/><pic:pic/></wp:inline></w:drawing></w:r>"
OLD_PICTURE = "<w:r><w:pict><v:shape alt='艺术字'><v:imagedata/><v:textpath string='艺术字'/></v:shape></w:pict></w:r>"


def test_pictures_are_counted_where_they_stand_alone(tmp_path: Path) -> None:
    document = read(tmp_path, PICTURE + OLD_PICTURE, run("如图") + PICTURE, "<w:r><w:object/></w:r>")
    assert [each.text for each in document.paragraphs] == ["如图", "完"]
    assert codes(document) == ["pictures"]
    assert "3 张图片" in document.findings[0].message
    assert [finding.location and finding.location.paragraph for finding in document.findings] == [1]


def test_all_runs_bold(tmp_path: Path) -> None:
    styles = (
        style("粗", "粗", run_properties="<w:b/>")
        + style("子", "子", based_on="粗")
        + style("强", "强", run_properties="<w:b/>", kind="character")
    )
    cases = [
        (paragraph(run("一", "<w:b/>") + run("二", "<w:b/>") + run(" ")), True),
        (paragraph(run("一", "<w:b/>") + run("二")), False),
        (paragraph(run("一", '<w:b w:val="0"/>')), False),
        (paragraph(run("一", '<w:rStyle w:val="强"/>')), True),
        (paragraph("一", style="子"), True),
        (paragraph(run("一", '<w:b w:val="0"/>'), style="子"), False),
        (paragraph(run("一", '<w:rStyle w:val="强"/>'), style="子"), False),  # two styles undo each other
    ]
    document = read_word(word_file(tmp_path, *(block for block, _ in cases), styles=styles))
    assert [each.bold for each in document.paragraphs] == [bold for _, bold in cases]


def test_bold_by_default(tmp_path: Path) -> None:
    styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>"
    blocks = [paragraph("一"), paragraph(run("二", '<w:b w:val="0"/>'))]
    assert [each.bold for each in read_word(word_file(tmp_path, *blocks, styles=styles)).paragraphs] == [True, False]


def raised(text: str) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("约10") + raised("3") + run("粒"), "约10³粒"),
        (run("人人有责") + raised("12") + run("。"), "人人有责¹²。"),
        (run("院坝80m") + raised("2") + run("。"), "院坝80m2。"),
        (run("全村3 k") + run("m") + raised("2"), "全村3 km2"),
        (run("加入WTO") + raised("1") + run("以后"), "加入WTO¹以后"),
        (run("x") + raised("2"), "x²"),
        (run("Team") + raised("1"), "Team¹"),
        (run("见") + raised("[2]"), "见[2]"),
        (raised("注"), "注"),
    ],
)
def test_raised_digits_are_no_part_of_the_number_before_them(tmp_path: Path, content: str, expected: str) -> None:
    assert text(tmp_path, content) == expected


@pytest.mark.parametrize("line", ["strike", "dstrike"])
def test_what_is_struck_through_is_not_read_but_reported(tmp_path: Path, line: str) -> None:
    gone = f"<w:r><w:rPr><w:{line}/></w:rPr><w:t>旧安排</w:t></w:r>"
    kept = f'<w:r><w:rPr><w:{line} w:val="0"/></w:rPr><w:t>安排</w:t></w:r>'
    document = read(tmp_path, run("新") + gone + kept)
    assert document.paragraphs[0].text == "新安排"
    assert [(f.code, f.severity) for f in document.findings] == [("struck-out", "warning")]
    assert [(each.text, each.reason, each.location.paragraph) for each in document.omitted] == [
        ("旧安排", "struck-out", 1)
    ]
