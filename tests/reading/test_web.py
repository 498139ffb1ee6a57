from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.web_pages import PAGES, WebPage

from dangke_audio.errors import SourceError
from dangke_audio.model.source import Pin, SourceDocument, SourceParagraph
from dangke_audio.reading import web as web_module
from dangke_audio.reading.html import markup
from dangke_audio.reading.html.page_titles import cut_title
from dangke_audio.reading.web import read_web

TEXT = "同志们，今天我们学习党章。大家要认真听，认真记。"


def page(folder: Path, html: str | bytes, name: str = "讲稿.html") -> SourceDocument:
    path = folder / name
    path.write_bytes(html if isinstance(html, bytes) else html.encode())
    return read_web(path)


def only(folder: Path, body: str) -> SourceParagraph:
    """The first paragraph of a page without furniture."""
    return page(folder, f"<html><body>{body}</body></html>").paragraphs[0]


def texts(document: SourceDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("site", PAGES, ids=lambda site: site.name)
def test_the_article_and_not_the_site(tmp_path: Path, site: WebPage) -> None:
    encoding = "gb18030" if "gb2312" in site.html else "utf-8"
    document = page(tmp_path, site.html.encode(encoding))
    read = texts(document)
    assert [p.text for p in document.paragraphs if p.role == "title"] == [site.title]
    assert [text for text in site.spoken if text not in read] == []
    assert [word for word in site.silent if any(word in text for text in read)] == []
    assert document.encoding == encoding
    assert [p.location.paragraph for p in document.paragraphs] == list(range(1, len(read) + 1))


def test_headings_have_their_levels(tmp_path: Path) -> None:
    document = page(tmp_path, f"<h1>题目</h1><p>{TEXT}</p><h2>一、理论</h2><p>{TEXT}</p><h4>小标题</h4><h1>另一篇</h1>")
    marked = [(p.role, p.level, p.text) for p in document.paragraphs if p.role != "text"]
    assert marked == [
        ("title", 0, "题目"),
        ("heading", 2, "一、理论"),
        ("heading", 4, "小标题"),
        ("heading", 1, "另一篇"),
    ]


@pytest.mark.parametrize(
    ("html", "numbers"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=4><li>甲</li><li value=9>乙</li><li>丙</li></ol>", ["4. 甲", "9. 乙", "10. 丙"]),
        ("<ol type=A><li>甲</li></ol><ol type=i start=4><li>乙</li></ol>", ["A. 甲", "iv. 乙"]),
        ("<ol reversed><li>甲</li><li>乙</li></ol>", ["2. 甲", "1. 乙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲</li><li>乙</li></ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style:none'><li>甲</li></ol>", ["甲"]),
        ("<ol><li><p>甲</p><p>续</p></li><li>乙</li></ol>", ["1. 甲", "续", "2. 乙"]),
        ("<ol><li>甲<ol><li>丙</li></ol></li><li>乙</li></ol>", ["1. 甲", "1. 丙", "2. 乙"]),
        ("<ol><li>（一）甲</li><li>一是乙</li></ol>", ["（一）甲", "一是乙"]),
        ("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"]),
        ("<ol start=abc><li value=x>甲</li></ol>", ["1. 甲"]),
    ],
)
def test_numbers_of_lists_stand_in_front(tmp_path: Path, html: str, numbers: list[str]) -> None:
    assert texts(page(tmp_path, html)) == numbers


def test_tables_are_read_row_by_row(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        f"<h1>值班</h1><p>{TEXT}</p><table><tr><th>日期</th><th>姓名</th></tr>"
        "<tr><td><p>周一</p></td><td></td><td>王强<br>李明</td></tr></table><p>完。</p>",
    )
    assert [(p.role, p.text) for p in document.paragraphs[2:]] == [
        ("row", "日期，姓名"),
        ("row", "周一，王强，李明"),
        ("text", "完。"),
    ]
    assert [f.code for f in document.findings] == ["table"]


@pytest.mark.parametrize(
    ("html", "text", "pins"),
    [
        ("<ruby>重庆<rt>chóng qìng</rt></ruby>市", "重庆市", (Pin(0, 2, "chóng qìng"),)),
        ("在<ruby>重<rp>(</rp><rt>chóng</rt><rp>)</rp></ruby>庆", "在重庆", (Pin(1, 2, "chóng"),)),
        ("<ruby>重<rt>chóng</rt>庆<rt>qìng</rt></ruby>", "重庆", (Pin(0, 1, "chóng"), Pin(1, 2, "qìng"))),
        (
            "<ol><li><ruby>行<rt>háng</rt></ruby>业</li></ol>",
            "1. 行业",
            (Pin(3, 4, "háng"),),
        ),
        ("<ruby>重庆<rt>chóng</rt></ruby>", "重庆", ()),
        ("<ruby>党章<rt>constitution</rt></ruby>", "党章", ()),
    ],
)
def test_ruby_is_read_once(tmp_path: Path, html: str, text: str, pins: tuple[Pin, ...]) -> None:
    paragraph = only(tmp_path, html if html.startswith("<ol") else f"<p>{html}</p>")
    assert (paragraph.text, paragraph.pins) == (text, pins)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>学习\n  党章  和\n English\n words</p>", "学习党章 和 English words"),
        ("<p>&emsp;&nbsp;第一&nbsp;&nbsp;条&hellip;&#x4E00;</p>", "\u2003 第一 条…一"),
        ("<p>习<span>近</span>\n<b>平</b></p>", "习近平"),
        ("<p>甲<sup>2</sup>乙<sup><a href=#n1>3</a></sup></p>", "甲²乙"),
        ("<p>一<!-- 注 -->二<script>三</script><style>四</style></p>", "一二"),
        ("<p>甲<input value=乙><button>丙</button><select><option>丁</select></p>", "甲"),
        ("<p hidden>甲</p><p>乙</p>", "乙"),
        ("<p>乙<span style='color:red; display : none'>甲</span></p>", "乙"),
        ("<p>乙<span aria-hidden=true>甲</span></p>", "乙"),
        ("<svg><text>甲</text></svg><p>乙</p>", "乙"),
        ("<pre>甲\n乙</pre>", "甲"),
        ("<p>1 < 2，而且<中国>", "1 < 2，而且<中国>"),
        ("<p>新<del>旧</del></p>", "新"),
    ],
)
def test_text_as_a_browser_shows_it(tmp_path: Path, html: str, text: str) -> None:
    assert only(tmp_path, html).text == text


def test_bold_and_alignment(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<p align=center><b>甲</b></p><p style='text-align: right'>乙<strong>丙</strong></p>"
        "<div style='font-weight:700'><p>丁</p></div><center>戊</center><p style='text-align:justify'>己</p>",
    )
    assert [(p.text, p.alignment, p.bold) for p in document.paragraphs] == [
        ("甲", "center", True),
        ("乙丙", "right", False),
        ("丁", "left", True),
        ("戊", "center", False),
        ("己", "left", False),
    ]


def test_what_is_struck_through_is_reported(tmp_path: Path) -> None:
    document = page(tmp_path, "<p>每亩补贴<s>八十</s>一百元。</p>")
    assert texts(document) == ["每亩补贴一百元。"]
    assert [(f.code, f.severity) for f in document.findings] == [("struck-out", "warning")]
    assert [(each.text, each.reason, each.location.paragraph) for each in document.omitted] == [
        ("八十", "struck-out", 1)
    ]


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("怎样上好党课_人民网", "怎样上好党课"),
        ("怎样上好党课 - 共产党员网", "怎样上好党课"),
        ("怎样上好党课--党建--人民网", "怎样上好党课"),
        ("怎样上好党课-新闻频道-手机某某网", "怎样上好党课"),
        ("怎样上好党课 | 半月谈", "怎样上好党课"),
        ("坚持一二三——乡村振兴", "坚持一二三——乡村振兴"),
        ("2023-2024学年工作总结", "2023-2024学年工作总结"),
        ("无标题文档", ""),
    ],
)
def test_the_sites_name_is_cut_off(title: str, cut: str) -> None:
    assert cut_title((title,)) == cut


def test_the_title_bar_serves_where_the_page_shows_no_title(tmp_path: Path) -> None:
    shown = page(tmp_path, f"<title>谈谈家风_某某网</title><div><p>{TEXT}</p><p>{TEXT}</p></div>")
    assert (shown.paragraphs[0].role, shown.paragraphs[0].text) == ("title", "谈谈家风")
    assert len(shown.paragraphs) == 3


@pytest.mark.parametrize(
    ("html", "read"),
    [
        # a signature, a lead and a last paragraph outside the element that holds the prose
        (
            f"<h1>秋收</h1><div><div><p>{TEXT}</p><p>{TEXT}</p></div></div><p>河口村村委会</p><p>2024年9月1日</p>",
            ["秋收", TEXT, TEXT, "河口村村委会", "2024年9月1日"],
        ),
        (
            f"<article><h1>秋收</h1><p>先说一句。</p><div><p>{TEXT * 5}</p></div></article>",
            ["秋收", "先说一句。", TEXT * 5],
        ),
        (f"<table><tr><td><p>{TEXT * 5}</p></td></tr><tr><td>再说一句。</td></tr></table>", [TEXT * 5, "再说一句。"]),
        (f"<div><p>先说一句。</p></div><div><p>{TEXT * 5}</p></div>", ["先说一句。", TEXT * 5]),
        # what stands above the title in an official paper
        (
            f"<div><p>河口镇文件</p><p>河政〔2024〕5号</p><h1>通知</h1><p>{TEXT}</p></div>",
            ["河口镇文件", "河政〔2024〕5号", "通知", TEXT],
        ),
        # no <body>, and tags of HTML 5; the footer is the article's own
        (
            f"<title>秋收 - 某某网</title><main><article><header><h1>秋收</h1></header><p>{TEXT}</p><footer>河口村</footer></article><footer>某某网</footer></main>",
            ["秋收", TEXT, "河口村"],
        ),
    ],
)
def test_nothing_around_the_text_is_lost(tmp_path: Path, html: str, read: list[str]) -> None:
    assert texts(page(tmp_path, html)) == read


def test_headings_that_link_to_themselves_and_long_links_are_text(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        f"<h1>题目</h1><div><h2><a href='#one'>一、理论</a></h2><p>{TEXT}</p><a name=two><p>{TEXT}</p></a>"
        f"<p><a href='x.html'>{TEXT * 5}</a></p><p><a href='x.html'>下一页</a></p></div>",
    )
    assert texts(document) == ["题目", "一、理论", TEXT, TEXT, TEXT * 5]


def test_a_page_that_hides_all_until_a_script_runs_is_read(tmp_path: Path) -> None:
    assert texts(page(tmp_path, f"<div style='display:none'><p>{TEXT}</p></div>")) == [TEXT]


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "utf-8", ""])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_encodings_true_and_false(tmp_path: Path, declared: str, encoding: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    assert texts(page(tmp_path, f"<html>{meta}<p>{TEXT}</p></html>".encode(encoding))) == [TEXT]


def test_one_broken_byte_does_not_spoil_a_page(tmp_path: Path) -> None:
    data = f"<meta charset=gb2312><p>{TEXT * 20}</p><p>完了。</p>".encode("gb18030") + b"\xff\xff<p>x"
    document = page(tmp_path, data)
    assert document.paragraphs[0].text == TEXT * 20
    assert "lost-character" in {f.code for f in document.findings}


def test_web_archives(tmp_path: Path) -> None:
    import quopri

    html = quopri.encodestring(f"<html><body><h1>题目</h1><p>{TEXT}</p></body></html>".encode()).decode()
    archive = (
        "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E9=A2=98?=\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----X"\r\n\r\n'
        "------X\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"{html}\r\n------X\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n------X--\r\n"
    )
    document = page(tmp_path, archive, "网页.mht")
    assert texts(document) == ["题目", TEXT]
    with pytest.raises(SourceError, match="存档里没有网页"):
        page(tmp_path, archive.replace("text/html; ", "text/plain; "), "网页.mht")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "空"),
        (b" \r\n", "空"),
        ("大家好，这里没有标签。".encode(), "不是网页"),
        (b"<html><body><script>x()</script></body></html>", "没有找到正文"),
        (b"<!-- only -->", "没有找到正文"),
        ("<title>题目_某某网</title><nav>首页</nav>".encode(), "没有找到正文"),
        (b"<frameset><frame src=a.htm></frameset>", "没有找到正文"),
        (b"<p>\x81\xff\xfe\x00\xff\xff</p>" * 9, "编码"),
        (b"<div>" * 5000 + "字。".encode(), "太深"),
    ],
)
def test_what_is_no_page_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        page(tmp_path, data)
    assert message in caught.value.message
    assert caught.value.place == "讲稿.html"
    assert caught.value.hint


def test_monstrous_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MOST_TAGS", 100)
    with pytest.raises(SourceError, match="标签太多"):
        page(tmp_path, "<b>字</b>" * 60)
    monkeypatch.setattr(web_module, "LARGEST_BYTES", 10)
    with pytest.raises(SourceError, match="文件太大"):
        page(tmp_path, f"<p>{TEXT}</p>")


def test_tags_that_nobody_closed_lose_nothing(tmp_path: Path) -> None:
    assert len(texts(page(tmp_path, "<p><font color=red>同志们，大家好。" * 3000))) == 3000


def test_entities_and_links_load_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    html = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt"><!ENTITY y "秘密">]><html><body><p>甲&x;&y;</p>'
        '<iframe src="secret.txt"></iframe><object data="secret.txt"></object></body></html>'
    )
    assert "秘密" not in "".join(texts(page(tmp_path, html))).replace('秘密">', "")


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)
INLINE = st.sampled_from(
    ["{}", "<b>{}</b>", "<span style='color:red'>{}", "<a href='#'>{}</a>", "<font>{}</i>", "{}&nbsp;", "<o:p>{}"]
)
BLOCK = st.sampled_from(
    [
        "<p>{}</p>",
        "<div>{}",
        "<p align=center>{}",
        "{}<br>",
        "<blockquote><p>{}</p>",
        "<section>{}</section>",
        "<h2>{}</h2>",
    ]
)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, str]:
    """The markup of an article, well made or not, and the characters in it."""
    html, written = [], []
    for words in draw(st.lists(st.lists(HAN, min_size=1, max_size=4), min_size=1, max_size=6)):
        inside = "".join(draw(INLINE).format(word) for word in words)
        html.append(draw(BLOCK).format(f"同志们，{inside}，大家要记住。"))
        written += ["同志们，", *words, "，大家要记住。"]
    return "".join(html), "".join(written)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(articles())
def test_no_character_of_an_article_is_lost(tmp_path: Path, article: tuple[str, str]) -> None:
    html, written = article
    document = page(
        tmp_path,
        f"<html><body><div class=nav><a href=/>首页</a></div><h1>题目</h1><div class=content>{html}</div></body></html>",
    )
    read = "".join(texts(document)).replace("\xa0", "").replace(" ", "")
    assert read == f"题目{written}"


TAGS = (
    "<p> </p> <div> </div> <table> <tr> <td> </td> </table> <ol> <li> </ol> <ruby> <rt> </rt> </ruby> <br> <h1> </h1> <h2> "
    "<title> <a> </a> <script> </script> <!-- --> <![CDATA[ ]]> <style> <ul> </ul> <b> <sup> </sup> <del> <pre> <body> "
    "</body> </html> <template> <form> <noscript> <span style='mso-list:Ignore'> </span> &amp; &#0; &#xD800; &nbsp &x; "
    "zhòng 1. 字。 甲，乙 \x00 \ud800 <p\x0bclass='a"
)
SOUP = st.lists(st.sampled_from(TAGS.split(" ")), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.one_of(SOUP.map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass")), st.binary(max_size=200)))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    try:
        paragraphs = page(tmp_path, data).paragraphs
        place: str | None = "讲稿.html"
    except SourceError as refused:
        paragraphs, place = (), refused.place
    assert place == "讲稿.html"
    assert all(paragraph.text.strip() for paragraph in paragraphs)
    pins = [(pin, len(paragraph.text)) for paragraph in paragraphs for pin in paragraph.pins]
    assert all(0 <= pin.start < pin.end <= length for pin, length in pins)


@pytest.mark.parametrize(
    ("mark", "notes"),
    [
        (
            '<a href="#fn1" role="doc-noteref"><sup>甲</sup></a>',
            '<section class="footnotes" role="doc-endnotes"><ol><li><p>注释的话，不读。</p></li></ol></section>',
        ),
        (
            "",
            "<div style='mso-element:footnote-list'><div style='mso-element:footnote'><p>注释的话，不读。</p></div></div>",
        ),
        ("", "<div class='footnote'><hr><ol><li id='fn:1'><p>注释的话，不读。</p></li></ol></div>"),
        ("", "<div style='mso-element:comment-list'><p>批注的话，不读。</p></div>"),
    ],
)
def test_notes_are_not_read_but_reported(tmp_path: Path, mark: str, notes: str) -> None:
    document = page(tmp_path, f"<html><body><p>{TEXT}{mark}</p><p>就讲到这里。</p>{notes}</body></html>")
    assert texts(document) == [TEXT, "就讲到这里。"]
    assert [finding.code for finding in document.findings] == ["footnotes"]
    (note,) = (each for each in document.omitted if each.text != "甲")
    assert (note.text.endswith("的话，不读。"), note.reason, note.location.paragraph) == (True, "footnote", 2)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<div class='rank'><p>村东头的桥修好了。</p></div>", "navigation"),
        ("<div class='related'><p>首页<b>村东头的桥修好了。</b></p></div>", "navigation"),
        ("<div hidden><script>x。</script><p>村东头的桥修好了。</p></div>", "hidden-text"),
        ("<p><a href='x.html'>村东头的桥修好了。</a></p>", "navigation"),
    ],
)
def test_sentences_that_are_held_for_the_sites_are_listed(tmp_path: Path, html: str, reason: str) -> None:
    document = page(
        tmp_path, f"<h1>题目</h1><p>{TEXT}</p><div class='rank'><a href=y>首页</a></div>{html}<p>{TEXT}</p>"
    )
    assert texts(document) == ["题目", TEXT, TEXT]
    (piece,) = document.omitted
    assert ("村东头的桥修好了。" in piece.text, piece.reason, piece.location.paragraph) == (True, reason, 3)


def test_pins_in_tables(tmp_path: Path) -> None:
    rows = "<tr><td>县</td><td><p>在</p><p><ruby>蔚<rt>yù</rt></ruby>县</p></td></tr><tr><td>市：</td><td>甲</td></tr>"
    document = page(tmp_path, f"<p>{TEXT}</p><table>{rows}</table><p>{TEXT}</p>")
    assert [(p.text, p.pins) for p in document.paragraphs if p.role == "row"] == [
        ("县，在，蔚县", (Pin(4, 5, "yù"),)),
        ("市：甲", ()),
    ]


def test_lines_of_pre_end_before_a_tag_too(tmp_path: Path) -> None:
    document = page(tmp_path, "<pre>\n甲\n<b>乙</b>\r\n丙<i>丁</i></pre>")
    assert texts(document) == ["甲", "乙", "丙丁"]


def test_gibberish_is_reported(tmp_path: Path) -> None:
    gibberish = "秸秆往哪里去，镇上的收购点都收。".encode().decode("gb18030", "ignore")
    document = page(tmp_path, f"<meta charset=utf-8><p>{TEXT}</p><p>{gibberish}</p><p>{TEXT}</p>")
    assert [(f.code, f.location and f.location.paragraph) for f in document.findings] == [("garbled-text", 2)]
