import contextlib
import zlib
from pathlib import Path

import pytest
from tests.support.pdf_files import LEFT, PER_LINE, SIZE, Words, at_line, lines_of, pdf, typeset

from dangke_audio import reading
from dangke_audio.errors import SourceError
from dangke_audio.model.source import SourceDocument
from dangke_audio.reading.pdf import extraction, read_pdf

PARAGRAPHS = (
    "各位乡亲们，今天我们在村文化礼堂上这一堂课，讲一讲咱们村这三年来修路、引水、种果树的事情，也讲一讲今后的打算吧。",
    "先说修路。从村口到后山的水泥路一共4.6公里，去年10月动工，今年五月通车，沿线装了83盏路灯，老人孩子夜里出门不再摸黑。",
    "再说引水。大家都记得，过去一到旱季就要到山沟里挑水，来回走上一个小时；现在自来水接到了每家每户，水质一年检测两次。",
    "最后说种果树。合作社流转了两百亩坡地，种的是脐橙和黄桃，请农技站的老师每个月来指导一次，头一批果子后年就能上市。",
)


def read(folder: Path, content: bytes) -> SourceDocument:
    path = folder / "讲稿.pdf"
    path.write_bytes(content)
    return read_pdf(path)


def texts(document: SourceDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_wrapped_lines_are_whole_again_also_across_pages(tmp_path: Path) -> None:
    document = read(tmp_path, pdf(typeset(PARAGRAPHS * 3, lines_per_page=7)))
    assert texts(document) == list(PARAGRAPHS * 3)
    assert (document.name, document.encoding) == ("讲稿.pdf", "pdf")
    assert [p.location.page for p in document.paragraphs][:4] == [1, 1, 1, 2]
    assert document.paragraphs[0].location.excerpt == "各位乡亲们，今天我们在村"


def test_page_numbers_are_left_out_and_told(tmp_path: Path) -> None:
    document = read(tmp_path, pdf(typeset(PARAGRAPHS * 3, lines_per_page=7, footer="第 {} 页 共 5 页")))
    assert texts(document) == list(PARAGRAPHS * 3)
    (finding,) = document.findings
    assert (finding.code, finding.severity) == ("page-margins", "info")
    assert "页码 6 处" in finding.message
    assert [(each.text, each.reason, each.location.page) for each in document.omitted][:2] == [
        ("第 1 页 共 5 页", "page-number", 1),
        ("第 2 页 共 5 页", "page-number", 2),
    ]


def test_repeated_headers_are_left_out_and_told(tmp_path: Path) -> None:
    pages = typeset(PARAGRAPHS * 3, lines_per_page=7)
    document = read(tmp_path, pdf([[Words("青山村宣讲稿", 79, 50, 9), *page] for page in pages]))
    assert texts(document) == list(PARAGRAPHS * 3)
    assert f"页眉页脚 {len(pages)} 处" in document.findings[0].message
    headers = [each for each in document.omitted if each.reason == "page-header"]
    assert [(each.text, each.location.page) for each in headers] == [("青山村宣讲稿", n + 1) for n in range(len(pages))]


def test_a_character_without_a_font_is_told(tmp_path: Path) -> None:
    document = read(tmp_path, pdf([[Words("各位乡亲", LEFT, 100), Words("们", LEFT + 4 * SIZE, 100)]]))
    complete = texts(document) == ["各位乡亲们"]  # where the machine has the font
    assert complete or [f.code for f in document.findings] == ["font-missing"]
    with pytest.raises(SourceError, match="没有嵌在文件里") if not complete else contextlib.nullcontext():
        read(tmp_path, pdf([[Words("们", LEFT, 100)]]))


def test_lines_without_an_indent_that_are_short_end_a_paragraph(tmp_path: Path) -> None:
    lines = [line for paragraph in PARAGRAPHS for line in lines_of(paragraph, indent=0)]
    assert texts(read(tmp_path, pdf([[at_line(line, i) for i, line in enumerate(lines)]]))) == list(PARAGRAPHS)


def test_title_heading_and_signature_are_seen(tmp_path: Path) -> None:
    body = [line for paragraph in PARAGRAPHS for line in lines_of(paragraph)]
    page = [
        Words("把好日子过得更好", 209, 60, 22),
        *(at_line(line, i) for i, line in enumerate(body)),
        Words("一、路修好了", 79 + 32, 100 + 28 * len(body) + 10, 19),
        Words("青山村村民委员会", 350, 750),
    ]
    document = read(tmp_path, pdf([page]))
    title, signature = document.paragraphs[0], document.paragraphs[-1]
    assert (title.text, title.role, title.alignment) == ("把好日子过得更好", "title", "center")
    assert [p.text for p in document.paragraphs if p.role == "heading"] == ["一、路修好了"]
    assert (signature.text, signature.role, signature.alignment) == ("青山村村民委员会", "text", "right")


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    half = 13
    columns = [[line for p in side for line in lines_of(p, per_line=half)] for side in (PARAGRAPHS[:2], PARAGRAPHS[2:])]
    page = []
    for number in range(max(map(len, columns))):  # drawn row by row
        for side, column in enumerate(columns):
            if number < len(column):
                page.append(at_line(column[number], number, left=LEFT + side * (half + 2) * SIZE))
    assert texts(read(tmp_path, pdf([page]))) == list(PARAGRAPHS)


def test_footnotes_and_their_marks_do_not_break_a_sentence(tmp_path: Path) -> None:
    pages = typeset(PARAGRAPHS, lines_per_page=4, footer="")
    pages[0].append(Words("1", LEFT + PER_LINE * SIZE, 100 + 3 * 28 - 8, 9))
    pages[0].append(Words("1 数字来自乡水利站的年度统计。", LEFT, 700, 10))
    read_texts = texts(read(tmp_path, pdf(pages)))
    assert "1 数字来自乡水利站的年度统计。" in read_texts
    assert any(text.startswith("先说修路") and "¹" in text and text.endswith("摸黑。") for text in read_texts)


def test_blanks_of_the_layout_vanish_and_others_stay(tmp_path: Path) -> None:
    page = [
        Words("关 于 发 放 种 粮 补 贴 的 说 明", LEFT, 100),
        Words("主讲人：张", LEFT, 180),
        Words("岚 ", LEFT + 7 * SIZE, 180),
        Words("Windows", LEFT, 260),
        Words("10", LEFT + 4 * SIZE, 260),
        Words("系统", LEFT + 5.25 * SIZE, 260),
    ]
    assert texts(read(tmp_path, pdf([page]))) == ["关于发放种粮补贴的说明", "主讲人：张　岚", "Windows 10系统"]


@pytest.mark.parametrize("upside_down", [False, True])
def test_watermarks_are_no_text(tmp_path: Path, upside_down: bool) -> None:
    pages = typeset(PARAGRAPHS, footer="")
    pages[0].insert(3, Words("内部资料", 200, 500, 40, slant=True))
    document = read(tmp_path, pdf(pages, upside_down=upside_down))
    assert texts(document) == list(PARAGRAPHS)
    assert [f.code for f in document.findings] == ["watermark"]
    assert "内部资料" not in "".join(texts(document))
    assert [(each.text, each.reason, each.location.page) for each in document.omitted] == [("内部资料", "watermark", 1)]


def test_scans_are_explained(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="扫描的图片") as caught:
        read(tmp_path, pdf([[], []], picture=True))
    assert "OCR" in (caught.value.hint or "")
    assert caught.value.place == "讲稿.pdf"


def test_pages_without_text_are_told(tmp_path: Path) -> None:
    pages = typeset(PARAGRAPHS * 3, lines_per_page=7)
    document = read(tmp_path, pdf([pages[0], [], [], *pages[1:]], picture=True))
    assert (document.findings[0].code, document.findings[0].severity) == ("page-without-text", "warning")
    assert "第 2—3 页" in document.findings[0].message


def test_a_text_layer_without_meaning_is_explained(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="乱码"):
        read(tmp_path, pdf(typeset(PARAGRAPHS), known_characters=False))


def test_passwords(tmp_path: Path) -> None:
    assert texts(read(tmp_path, pdf(typeset(PARAGRAPHS), password=""))) == list(PARAGRAPHS)
    with pytest.raises(SourceError, match="加了密码"):
        read(tmp_path, pdf(typeset(PARAGRAPHS), password="secret"))


@pytest.mark.parametrize("damage", [b"%PDF-1.4\n", b"%PDF-1.7\n" + bytes(range(256)) * 8, b"nothing of the kind"])
def test_damaged_files_are_explained(tmp_path: Path, damage: bytes) -> None:
    with pytest.raises(SourceError, match="损坏"):
        read(tmp_path, damage)


def test_a_file_that_was_cut_short_is_read_or_explained(tmp_path: Path) -> None:
    whole = pdf(typeset(PARAGRAPHS))
    assert texts(read(tmp_path, whole[:-12])) == list(PARAGRAPHS)  # the library rebuilds the table
    with pytest.raises(SourceError):
        read(tmp_path, whole[:500])


def test_a_bomb_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "MEMORY_BYTES", 150_000_000)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(1000)) + packer.flush()
    stream = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    whole = pdf([[]]).replace(b"7 0 obj", b"70 0 obj") + b"\n7 0 obj\n" + stream + b"\nendobj\n"
    with pytest.raises(SourceError, match="内存放不下"):
        read(tmp_path, whole.replace(b"startxref", b"startxxxx"))


def test_a_file_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "SECONDS", 0.0)
    with pytest.raises(SourceError, match="太复杂"):
        read(tmp_path, pdf(typeset(PARAGRAPHS * 2000)))


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="文件是空的"):
        read(tmp_path, b"")


def test_a_page_that_is_only_called_pdf_is_read(tmp_path: Path) -> None:
    path = tmp_path / "讲稿.pdf"
    path.write_text("<html><body><p>各位乡亲们，大家好，我们开始上课。</p></body></html>", encoding="utf-8")
    assert texts(reading.read(path)) == ["各位乡亲们，大家好，我们开始上课。"]
