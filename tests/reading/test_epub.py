import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangke_audio.errors import SourceError
from dangke_audio.model.source import SourceDocument
from dangke_audio.reading import epub as epub_module
from dangke_audio.reading.epub import read_epub

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>山乡夜话</dc:title><dc:creator>周远</dc:creator></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="two" href="text/%E4%BA%8C.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="toc" href="toc.html" media-type="application/xhtml+xml"/>
<item id="links" href="links.html" media-type="application/xhtml+xml"/>
<item id="more" href="more.xhtml" media-type="application/xhtml+xml"/>
<item id="cover" href="cover.png" media-type="image/png"/></manifest>
<spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="toc"/><itemref idref="links"/><itemref idref="one"/>
<itemref idref="two"/><itemref idref="more" linear="no"/><itemref idref="missing"/></spine>
<guide><reference type="toc" href="toc.html#top"/></guide></package>"""
ONE = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body><section><h1>第一夜</h1>'
    '<p>大家来听<ruby>重<rt>chóng</rt></ruby>逢的故事<a epub:type="noteref" href="#n">1</a>。<span epub:type="pagebreak">12</span></p>'
    '<script src="x.js"/><p>说完了。</p><aside epub:type="footnote"><p>注释的话。</p></aside></section></body></html>'
)
PARTS = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/content.opf": PACKAGE,
    "OEBPS/nav.xhtml": "<html><body><nav><ol><li><a href='text/one.xhtml'>第一夜</a></li></ol></nav></body></html>",
    "OEBPS/toc.html": "<html><body><p>目录页</p></body></html>",
    "OEBPS/links.html": "<html><body><p><a href='text/one.xhtml'>第一夜</a></p><p><a href='x'>第二夜</a></p></body></html>",
    "OEBPS/text/one.xhtml": ONE,
    "OEBPS/text/二.xhtml": "<html><body><h1>第二夜</h1><ol><li>甲</li></ol></body></html>",
    "OEBPS/more.xhtml": "<html><body><p>附页</p></body></html>",
}


def zipped(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def book(folder: Path, data: bytes) -> SourceDocument:
    path = folder / "夜话.epub"
    path.write_bytes(data)
    return read_epub(path)


def test_a_book_in_the_order_of_its_spine(tmp_path: Path) -> None:
    document = book(tmp_path, zipped(PARTS))
    assert [(p.role, p.level, p.text, p.location.paragraph) for p in document.paragraphs] == [
        ("title", 0, "山乡夜话", 1),
        ("text", 0, "作者：周远", 2),
        ("heading", 1, "第一夜", 3),
        ("text", 0, "大家来听重逢的故事。", 4),
        ("text", 0, "说完了。", 5),
        ("heading", 1, "第二夜", 6),
        ("text", 0, "1. 甲", 7),
    ]
    assert [pin.reading for pin in document.paragraphs[3].pins] == ["chóng"]
    assert document.encoding == "epub"
    assert document.name == "夜话.epub"
    assert [(each.text, each.reason, each.location.paragraph) for each in document.omitted] == [
        ("第一夜", "contents", 3),
        ("目录页", "contents", 3),
        ("第一夜", "contents", 3),
        ("第二夜", "contents", 3),
        ("注释的话。", "footnote", 6),
        ("附页", "appendix", 7),
    ]
    assert [(f.code, f.severity) for f in document.findings] == [
        ("missing-part", "warning"),
        ("contents", "info"),
        ("appendix", "info"),
        ("footnotes", "info"),
    ]


def test_pages_that_are_not_there_are_named(tmp_path: Path) -> None:
    parts = {place: content for place, content in PARTS.items() if "二" not in place}
    finding = book(tmp_path, zipped(parts)).findings[0]
    assert (finding.code, finding.severity) == ("missing-part", "warning")
    assert "缺少 2 个部分，没有读：“二.xhtml”、“missing”" in finding.message
    assert finding.location is not None
    assert finding.location.paragraph == 5
    with pytest.raises(SourceError, match="没有找到正文，缺少“one.xhtml”、“二.xhtml”、“missing”"):
        book(tmp_path, zipped({place: content for place, content in parts.items() if "one" not in place}))


def test_damaged_bytes_are_reported(tmp_path: Path) -> None:
    gibberish = "秸秆往哪里去，镇上的收购点都收。".encode().decode("gb18030", "ignore")
    second = f"<html><body><h1>第二夜</h1><p>{gibberish}</p><p>天亮\ufffd。</p></body></html>"
    document = book(tmp_path, zipped(PARTS | {"OEBPS/text/二.xhtml": second}))
    assert [(f.code, f.location and f.location.paragraph) for f in document.findings][:2] == [
        ("garbled-text", 7),
        ("lost-character", 8),
    ]


def test_a_title_that_the_text_begins_with_is_not_added(tmp_path: Path) -> None:
    parts = PARTS | {"OEBPS/text/one.xhtml": "<h1>山乡 夜话</h1><p>说完了。</p>"}
    assert [(p.role, p.text) for p in book(tmp_path, zipped(parts)).paragraphs][:2] == [
        ("title", "山乡 夜话"),
        ("text", "说完了。"),
    ]


@pytest.mark.parametrize(
    ("algorithm", "protected"),
    [
        ("http://www.idpf.org/2008/embedding", False),
        ("http://ns.adobe.com/pdf/enc#RC", False),
        ("http://www.w3.org/2001/04/xmlenc#aes128-cbc", True),
    ],
)
def test_protected_books_are_explained(tmp_path: Path, algorithm: str, protected: bool) -> None:
    encryption = f'<encryption><EncryptedData><EncryptionMethod Algorithm="{algorithm}"/></EncryptedData></encryption>'
    data = zipped(PARTS | {"META-INF/encryption.xml": encryption})
    if protected:
        with pytest.raises(SourceError, match="DRM") as caught:
            book(tmp_path, data)
        assert caught.value.place == "夜话.epub"
        assert caught.value.hint
    else:
        assert len(book(tmp_path, data).paragraphs) == 7


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"META-INF/container.xml": ""}, "不是 EPUB"),
        ({"META-INF/container.xml": "<container/>"}, "不是 EPUB"),
        ({"META-INF/container.xml": "<container"}, "损坏"),
        ({"OEBPS/content.opf": "<package/>"}, "没有找到正文"),
        ({"OEBPS/text/one.xhtml": " ", "OEBPS/text/二.xhtml": "<img/>"}, "没有找到正文"),
        ({"OEBPS/text/one.xhtml": "<div>" * 5000 + "字。"}, "太深"),
        ({"OEBPS/text/one.xhtml": "字" * 20_000_000}, "大得不正常"),
    ],
)
def test_broken_books_are_explained(tmp_path: Path, change: dict[str, str], message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        book(tmp_path, zipped(PARTS | change))
    assert caught.value.place == "夜话.epub"
    assert caught.value.hint


def test_many_pages_together_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epub_module, "_LARGEST_BOOK", 400)
    with pytest.raises(SourceError, match="大得不正常"):
        book(tmp_path, zipped(PARTS))


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE package [<!ENTITY a "啊啊啊啊"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    package = PACKAGE.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{bomb}').replace("山乡夜话", "&b;&f;")
    assert "啊" not in "".join(
        p.text for p in book(tmp_path, zipped(PARTS | {"OEBPS/content.opf": package})).paragraphs
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(st.data())
def test_damaged_books_are_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(zipped(PARTS))
    for offset in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        whole[offset] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    place: str | None = "夜话.epub"
    try:
        paragraphs = book(tmp_path, bytes(whole[: max(cut, len(whole) - 50)])).paragraphs
    except SourceError as refused:
        paragraphs, place = (), refused.place
    assert place == "夜话.epub"
    assert all(paragraph.text.strip() for paragraph in paragraphs)
