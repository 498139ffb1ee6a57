from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangke_audio.errors import SourceError
from dangke_audio.model.source import Pin, SourceDocument
from dangke_audio.reading import markdown as markdown_module
from dangke_audio.reading.markdown import read_markdown


def script(folder: Path, text: str | bytes, name: str = "讲稿.md") -> SourceDocument:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_markdown(path)


def texts(document: SourceDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def codes(document: SourceDocument) -> list[str]:
    return [finding.code for finding in document.findings]


def test_a_script(tmp_path: Path) -> None:
    document = script(
        tmp_path,
        "# 把根扎深\n\n各位党员：\n\n## 一、学习\n\n今天讲**三**件*事*。\n\n### （一）读书\n\n> 书山有路。\n\n- 一本\n+ 两本\n",
    )
    assert [(p.text, p.role, p.level, p.location.line) for p in document.paragraphs] == [
        ("把根扎深", "title", 0, 1),
        ("各位党员：", "text", 0, 3),
        ("一、学习", "heading", 2, 5),
        ("今天讲三件事。", "text", 0, 7),
        ("（一）读书", "heading", 3, 9),
        ("书山有路。", "text", 0, 11),
        ("一本", "text", 0, 13),
        ("两本", "text", 0, 14),
    ]
    assert document.findings == ()
    assert document.encoding == "utf-8"
    assert document.paragraphs[3].location.excerpt == "今天讲三件事。"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("# 题目\n\n正文。\n\n# 又一个\n", ["heading", "text", "heading"]),
        ("# 题目\n\n# 一、甲\n\n正文。\n\n# 二、乙\n", ["title", "heading", "text", "heading"]),
        ("# 一、甲\n\n正文。\n\n# 二、乙\n", ["heading", "text", "heading"]),
        ("同志们：\n\n# 题目\n\n正文。\n", ["text", "heading", "text"]),
        ("## 题目\n\n正文。\n", ["heading", "text"]),
        ("题目\n====\n\n正文。\n", ["title", "text"]),
        ("小标题\n---\n\n正文。\n", ["heading", "text"]),
        ("这是一段话，说完了。\n---\n\n正文。\n", ["text", "text"]),
        ("第一行，\n第二行\n---\n\n正文。\n", ["text", "text"]),
        ("#题目\n\n#话题#很热\n\n#话题#\n", ["title", "text", "text"]),
    ],
)
def test_titles_and_headings(tmp_path: Path, text: str, roles: list[str]) -> None:
    assert [paragraph.role for paragraph in script(tmp_path, text).paragraphs] == roles


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("**重点：**要记住", "重点：要记住"),
        ("要讲**“两个维护”**的意义", "要讲“两个维护”的意义"),
        ("学好**《党章》**，用好**理论武装。**头脑", "学好《党章》，用好理论武装。头脑"),
        ("张**、李**都到了", "张**、李**都到了"),
        ("**（一）“三会一课”**制度**很***重要*", "（一）“三会一课”制度很重要"),
        ("长5*3*2米，2 * 3 * 4", "长5*3*2米，2 * 3 * 4"),
        ("***非常***重要的 _事_ ，__全__ 部", "非常重要的 事 ，全 部"),
        ("用`手机`扫码", "用手机扫码"),
        ('看[党章](http://a.cn/x "t")和[章程][c]\n\n[c]: http://a.cn', "看党章和章程"),
        ("登录<https://www.12371.cn>或 https://a.cn 看", "登录https://www.12371.cn或 https://a.cn 看"),
        ("上图![图片说明](a.png)下文", "上图下文"),
        ("上图![图](data:image/png;base64,AAAA+/==)下文", "上图下文"),
        ("每亩~~八十~~一百元", "每亩一百元"),
        ("要5~~10元，或3~~6元", "要5~~10元，或3~~6元"),
        ("前<!-- 注 -->后<u>面</u><font color=red>红</font>", "前后面红"),
        ("1 < 2 &amp; 3 \\* 4&nbsp;！", "1 < 2 & 3 * 4 ！"),
        (
            "[停顿 2秒]请看[不读](略)[/不读]，[读作 chóng qìng]重庆[/读作]。",
            "[停顿 2秒]请看[不读](略)[/不读]，[读作 chóng qìng]重庆[/读作]。",
        ),
        ("毛主席说过[1]，参见[2]。", "毛主席说过[1]，参见[2]。"),
        ("[1]: 参见《毛选》第一卷", "[1]: 参见《毛选》第一卷"),
        ("说过[^1]的[^未定义]。\n\n[^1]: 注释。", "说过的。"),
        ("- [ ] 没做\n", "没做"),
        ("- [x] 做了\n", "做了"),
        ("　　全角缩进。", "全角缩进。"),
        ("    四格缩进。", "四格缩进。"),
        ("\t制表符缩进。", "制表符缩进。"),
        ("2024. 这一年", "2024. 这一年"),
        ("1、顿号编号", "1、顿号编号"),
        ("10.5亩地", "10.5亩地"),
        ('<p align="center">居中的<b>话</b></p>', "居中的话"),
    ],
)
def test_marks_are_taken_off(tmp_path: Path, text: str, read: str) -> None:
    assert texts(script(tmp_path, text)) == [read]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3. 三\n4. 四", ["3. 三", "4. 四"]),
        ("1. 甲\n1. 乙\n1. 丙", ["1. 甲", "2. 乙", "3. 丙"]),
        ("1) 甲\n2) 乙", ["1) 甲", "2) 乙"]),
        ("1. 甲\n\n   续。\n2. 乙", ["1. 甲", "续。", "2. 乙"]),
        ("1. 甲\n   - 子\n2. 乙", ["1. 甲", "子", "2. 乙"]),
        ("".join(f"{'  ' * depth}- {depth}级\n" for depth in range(20)), [f"{depth}级" for depth in range(20)]),
        ("1. ## 甲\n2. ## 乙", ["1. 甲", "2. 乙"]),
        ("* 甲\n* 乙\n\n***\n\n---", ["甲", "乙"]),
    ],
)
def test_numbers_of_lists(tmp_path: Path, text: str, read: list[str]) -> None:
    assert texts(script(tmp_path, text)) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # one line for each paragraph
        ("同志们：\n今天上课。\n第一件事\n讲学习。", [(1, "同志们："), (2, "今天上课。"), (3, "第一件事"), (4, "讲学习。")]),
        ("　　今天上课，\n　　明天放假，\n　　后天开会", [(1, "今天上课，"), (2, "明天放假，"), (3, "后天开会")]),
        ("工作有三项\n一是学习，\n二是工作，\n三是生活", [(1, "工作有三项"), (2, "一是学习，"), (3, "二是工作，"), (4, "三是生活")]),
        # lines that were broken to fit the screen
        ("今天我们学习的内容是\n中国共产党的章程和\n各项纪律，请大家\n认真听讲。", [(1, "今天我们学习的内容是中国共产党的章程和各项纪律，请大家认真听讲。")]),
        ("学习 open\nsource 精神，使用\n5G 手机的人", [(1, "学习 open source 精神，使用5G 手机的人")]),
        # the author's own breaks
        ("白日依山尽，  \n黄河入海流，\\\n欲穷千里目，<br>更上一层楼", [(1, "白日依山尽，"), (2, "黄河入海流，"), (3, "欲穷千里目，"), (3, "更上一层楼")]),
        # a blank of full width is an empty line
        ("甲\n　\n乙", [(1, "甲"), (3, "乙")]),
    ],
)  # fmt: skip
def test_lines_inside_a_paragraph(tmp_path: Path, text: str, read: list[tuple[int, str]]) -> None:
    assert [(p.location.line, p.text) for p in script(tmp_path, text).paragraphs] == read


def test_tables_are_read_row_by_row(tmp_path: Path) -> None:
    document = script(tmp_path, "| 日期 | 姓名 |\n|---|:-:|\n| 周一 | **王强** |\n| 周二 | |\n\n完。")
    assert [(p.role, p.text, p.location.line) for p in document.paragraphs] == [
        ("row", "日期，姓名", 1),
        ("row", "周一，王强", 3),
        ("row", "周二", 4),
        ("text", "完。", 6),
    ]
    assert codes(document) == ["table"]


def test_html_inside(tmp_path: Path) -> None:
    document = script(
        tmp_path,
        "<div align=center>\n\n# 题目\n\n</div>\n\n<table>\n<tr><td>甲</td><td>乙</td></tr>\n<tr><td>丙</td><td>丁</td></tr>\n"
        "</table>\n\n<script>\n不读\n</script>\n\n在<ruby>重庆<rt>chóng qìng</rt></ruby>开会",
    )
    assert [(p.role, p.text, p.location.line) for p in document.paragraphs] == [
        ("title", "题目", 3),
        ("row", "甲，乙", 8),
        ("row", "丙，丁", 9),
        ("text", "在重庆开会", 16),
    ]
    assert document.paragraphs[-1].pins == (Pin(1, 3, "chóng qìng"),)


def test_bold_and_pins_after_joining(tmp_path: Path) -> None:
    document = script(tmp_path, "**全是粗体**\n\n**一半**不是\n\n1. 这一行没有说完\n<ruby>行<rt>háng</rt></ruby>业的事")
    assert [p.bold for p in document.paragraphs] == [True, False, False]
    assert document.paragraphs[2].text == "1. 这一行没有说完行业的事"
    assert document.paragraphs[2].pins == (Pin(10, 11, "háng"),)


def test_front_matter(tmp_path: Path) -> None:
    document = script(
        tmp_path,
        '---\ntitle: "把根扎深"\nauthor: 王强\ndate: 2024-07-01 08:00\ntags:\n  - 党课\n---\n# 把根扎深\n\n正文。',
    )
    assert [(p.role, p.text, p.location.line) for p in document.paragraphs] == [
        ("text", "作者：王强", 3),
        ("text", "日期：2024年7月1日", 4),
        ("title", "把根扎深", 8),
        ("text", "正文。", 10),
    ]
    assert codes(document) == ["front-matter"]
    assert "tags" in document.findings[0].message


def test_the_title_of_the_front_matter_stands_above_a_heading_that_differs(tmp_path: Path) -> None:
    document = script(tmp_path, "---\ntitle: 把根扎深\n---\n# 开场白\n\n正文。")
    assert [(p.role, p.text) for p in document.paragraphs] == [
        ("title", "把根扎深"),
        ("heading", "开场白"),
        ("text", "正文。"),
    ]


@pytest.mark.parametrize(
    "head", ["+++\ntitle = '题目'\n+++\n", "---\n标题：题目\n---\n", "---\r\ntitle: 题目\r\n...\r\n"]
)
def test_other_dialects_of_front_matter(tmp_path: Path, head: str) -> None:
    assert [(p.role, p.text) for p in script(tmp_path, f"{head}正文。").paragraphs] == [
        ("title", "题目"),
        ("text", "正文。"),
    ]


@pytest.mark.parametrize(
    "text", ["---\n同志们，开会了。\n---\n正文。", "---\ntitle: 没有结束\n\n正文。", "---\n---\n正文。"]
)
def test_a_ruled_line_at_the_head_is_no_front_matter(tmp_path: Path, text: str) -> None:
    document = script(tmp_path, text)
    assert texts(document)[-1] == "正文。"
    assert all(paragraph.role == "text" for paragraph in document.paragraphs)
    assert [
        word for word in ("同志们，开会了。", "title: 没有结束") if word in text and word not in texts(document)
    ] == []


def test_code_is_left_out_and_reported(tmp_path: Path) -> None:
    document = script(tmp_path, "前文。\n\n```python\nprint()\n```\n\n~~~\n这里面的文字其实是讲稿的正文\n~~~\n后文。")
    assert texts(document) == ["前文。", "后文。"]
    assert [(f.code, f.severity, f.location and f.location.line) for f in document.findings] == [
        ("code-block", "info", 3),
        ("code-block", "warning", 7),
    ]
    assert [(each.text, each.reason, each.location.line) for each in document.omitted] == [
        ("print()", "code", 4),
        ("这里面的文字其实是讲稿的正文", "code", 8),
    ]


def test_a_fence_that_stays_open_swallows_nothing(tmp_path: Path) -> None:
    assert texts(script(tmp_path, "前文。\n~~~~~~~~\n后文。\n\n> ```\n> 引文。\n\n末段。")) == [
        "前文。",
        "后文。",
        "引文。",
        "末段。",
    ]


def test_other_things_left_out_are_reported(tmp_path: Path) -> None:
    document = script(tmp_path, "每亩~~八十~~一百元[^1]。![图](a.png)\n\n[^1]: 注。\n\n<!-- 开头\n\n没有结束")
    assert texts(document) == ["每亩一百元。"]
    assert sorted(codes(document)) == ["footnotes", "open-comment", "pictures-left-out", "struck-out"]
    assert [(each.text, each.reason, each.location.line) for each in document.omitted] == [
        ("八十", "struck-out", 1),
        ("注。", "footnote", 3),
    ]


def test_all_kinds_of_notes_are_listed(tmp_path: Path) -> None:
    document = script(
        tmp_path,
        "修路^[由**乡里**出资。]的事[^a]。\n\n[^a]: 第一行\n    第二行。\n\n    又一段。\n\n[^b]: 没有人提到。\n\n末段。",
    )
    assert texts(document) == ["修路的事。", "末段。"]
    assert [(each.text, each.location.line) for each in document.omitted if each.reason == "footnote"] == [
        ("由乡里出资。", 1),
        ("第一行", 3),
        ("第二行。", 4),
        ("又一段。", 6),
        ("没有人提到。", 8),
    ]


def test_html_that_is_left_out_is_listed(tmp_path: Path) -> None:
    document = script(
        tmp_path,
        f"{'今天讲防汛，人人要听。' * 9}\n\n<div>\n{'大家要认真听，认真记。' * 9}\n<p>新<s>旧</s>的</p>\n"
        "<nav>首页</nav>\n<div class='rank'><p>雨大不要出门。</p></div>\n</div>\n",
    )
    assert [(each.text, each.reason, each.location.line) for each in document.omitted] == [
        ("旧", "struck-out", 5),
        ("雨大不要出门。", "navigation", 7),
    ]


def test_pins_in_rows_tasks_and_headings(tmp_path: Path) -> None:
    document = script(
        tmp_path,
        "| 甲 | 乙 |\n|---|---|\n| 县： | 在<ruby>蔚<rt>yù</rt></ruby>县 |\n\n- [x] 去<ruby>六<rt>lù</rt></ruby>安\n\n"
        "## 上<br>下<ruby>行<rt>háng</rt></ruby>\n",
    )
    assert [(p.text, p.pins) for p in document.paragraphs[1:]] == [
        ("县：在蔚县", (Pin(3, 4, "yù"),)),
        ("去六安", (Pin(1, 2, "lù"),)),
        ("上 下行", (Pin(3, 4, "háng"),)),
    ]


def test_gibberish_is_reported(tmp_path: Path) -> None:
    gibberish = "秸秆往哪里去，镇上的收购点都收。".encode().decode("gb18030", "ignore")
    assert "garbled-text" in codes(script(tmp_path, f"各位乡亲，晚上好！\n\n{gibberish}\n\n大家回去早点休息。"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    document = script(tmp_path, "# 把根扎深\r\n\r\n今天我们学习党章。".encode(encoding))
    assert texts(document) == ["把根扎深", "今天我们学习党章。"]
    assert document.paragraphs[1].location.line == 3


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "空"),
        (b"\n \n", "空"),
        (b"***\n\n---\n", "没有文字"),
        (b"\x81\xff\xfe\xff" * 30, "编码"),
        (b"<div>" * 5000 + "字。".encode(), "太深"),
    ],
)
def test_what_is_no_script_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        script(tmp_path, data)
    assert message in caught.value.message
    assert caught.value.place == "讲稿.md"
    assert caught.value.hint


def test_huge_files_are_refused_but_not_their_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown_module, "LARGEST_TEXT", 1000)
    assert texts(script(tmp_path, f"图![x](data:image/png;base64,{'A' * 2000})。")) == ["图。"]
    with pytest.raises(SourceError, match="文件太大"):
        script(tmp_path, "字" * 1001)


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=10)
SHAPES = ("{}", "**{}**", "# {}", "## {}。", "- {}", "1. {}，", "> {}", "    {}。", "　　{}", "*{}*，", "`{}`", "[{}](http://a.cn)",
    "| {} | 二 |\n|---|---|", "<b>{}</b>", "{}  ", "[不读]{}[/不读]", "{}\n---", "<center>{}</center>", "（一）{}")  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.lists(st.tuples(HAN, st.sampled_from(SHAPES), st.sampled_from(["\n", "\n\n"])), min_size=1, max_size=12))
def test_no_character_is_lost(tmp_path: Path, parts: list[tuple[str, str, str]]) -> None:
    text = "".join(shape.format(words) + end for words, shape, end in parts)
    document = script(tmp_path, text.encode("utf-8-sig"))
    read = "".join(texts(document))
    places = [read.find(words) for words, _, _ in parts]
    assert -1 not in places
    lines = [paragraph.location.line or 0 for paragraph in document.paragraphs]
    assert lines == sorted(lines)


MARKS = "# ## - * ** _ ~~ ` ``` > 1. [ ] ( ) ! [^1] [^1]: [1]: http:// < > <b> </b> <br> <rt> <ruby> </ruby> <div> </div> <!-- --> | |-|- --- === \\ & &amp; &#0; 字。 甲 乙， \t \n \n\n \x00 + 5 [停顿 [/不读]"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(
    st.one_of(
        st.lists(st.sampled_from(MARKS.split(" ")), max_size=40).map(lambda p: "".join(p).encode()),
        st.binary(max_size=100),
    )
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    try:
        paragraphs = script(tmp_path, data).paragraphs
        place: str | None = "讲稿.md"
    except SourceError as refused:
        paragraphs, place = (), refused.place
    assert place == "讲稿.md"
    assert all(paragraph.text.strip() and paragraph.location.line for paragraph in paragraphs)
