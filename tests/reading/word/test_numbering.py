from pathlib import Path

import pytest
from tests.support.word_files import abstract, level, num, paragraph, restart, style, word_file

from dangke_audio.reading.word import read_word

HAN = level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>')
BRACKETS = level(1, "chineseCounting", "（%2）")
ARABIC = level(2, "decimal", "%3.")
OUTLINE = abstract(1, HAN, BRACKETS, ARABIC)


def texts(folder: Path, *blocks: str, numbering: str, styles: str = "") -> list[str]:
    return [each.text for each in read_word(word_file(folder, *blocks, numbering=numbering, styles=styles)).paragraphs]


def numbered(words: str, *of: tuple[int, int | None]) -> list[str]:
    """One paragraph for each (numId, ilvl), saying the words."""
    return [paragraph(words, number=each) for each in of]


def test_levels_count_within_each_other(tmp_path: Path) -> None:
    blocks = numbered("做实", (1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2))
    assert texts(tmp_path, *blocks, numbering=OUTLINE + num(1, 1)) == [
        "一、做实", "（一）做实", "1. 做实", "2. 做实", "（二）做实", "1. 做实", "二、做实", "（一）做实", "1. 做实",
    ]  # fmt: skip


def test_text_between_does_not_disturb_the_count(tmp_path: Path) -> None:
    blocks = [paragraph("学", number=(1, 0)), paragraph("正文。"), paragraph(""), paragraph("思", number=(1, 0))]
    assert texts(tmp_path, *blocks, numbering=OUTLINE + num(1, 1)) == ["一、学", "正文。", "二、思"]


def test_lists_over_one_abstract_list_share_its_count(tmp_path: Path) -> None:
    blocks = numbered("干", (1, 0), (2, 0), (1, 0))
    assert texts(tmp_path, *blocks, numbering=OUTLINE + num(1, 1) + num(2, 1)) == ["一、干", "二、干", "三、干"]


def test_a_start_override_restarts_where_its_list_is_first_used(tmp_path: Path) -> None:
    blocks = numbered("干", (1, 0), (1, 0), (2, 0), (2, 0), (1, 0), (2, 0))
    numbering = OUTLINE + num(1, 1) + num(2, 1, restart(0, 1))
    assert texts(tmp_path, *blocks, numbering=numbering) == ["一、干", "二、干", "一、干", "二、干", "三、干", "四、干"]


def test_a_start_override_of_a_lower_level(tmp_path: Path) -> None:
    blocks = numbered("干", (1, 0), (1, 2), (1, 2), (2, 2), (2, 2))
    numbering = OUTLINE + num(1, 1) + num(2, 1, restart(2, 5))
    assert texts(tmp_path, *blocks, numbering=numbering) == ["一、干", "1. 干", "2. 干", "5. 干", "6. 干"]


def test_lists_of_their_own_count_apart(tmp_path: Path) -> None:
    numbering = OUTLINE + abstract(2, level(0, "decimal", "%1.")) + num(1, 1) + num(2, 2)
    assert texts(tmp_path, *numbered("干", (1, 0), (2, 0), (1, 0), (2, 0)), numbering=numbering) == [
        "一、干", "1. 干", "二、干", "2. 干",
    ]  # fmt: skip


def test_skipped_levels_count_as_used(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))
    blocks = numbered("干", (1, 1), (1, 1), (1, 0), (1, 2), (1, 0))
    assert texts(tmp_path, *blocks, numbering=numbering + num(1, 1)) == ["1.1 干", "1.2 干", "2 干", "2.1.1 干", "3 干"]


def test_start_values(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "decimal", "第%1讲", start=3), level(1, "decimal", "%1.%2", start=0)) + num(1, 1)
    assert texts(tmp_path, *numbered("干", (1, 0), (1, 1), (1, 1), (1, 0), (1, 1)), numbering=numbering) == [
        "第3讲 干", "3.0 干", "3.1 干", "第4讲 干", "4.0 干",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("level_restart", "expected"),
    [
        ("", ["一、干", "（一）干", "1. 干", "（二）干", "1. 干", "二、干", "（一）干", "1. 干"]),
        ("0", ["一、干", "（一）干", "1. 干", "（二）干", "2. 干", "二、干", "（一）干", "3. 干"]),
        ("1", ["一、干", "（一）干", "1. 干", "（二）干", "2. 干", "二、干", "（一）干", "1. 干"]),
    ],
)
def test_where_a_level_restarts(tmp_path: Path, level_restart: str, expected: list[str]) -> None:
    extra = f'<w:lvlRestart w:val="{level_restart}"/>' if level_restart else ""
    numbering = abstract(1, HAN, BRACKETS, level(2, "decimal", "%3.", extra)) + num(1, 1)
    blocks = numbered("干", (1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2))
    assert texts(tmp_path, *blocks, numbering=numbering) == expected


def test_legal_numbering_writes_the_levels_above_in_arabic(tmp_path: Path) -> None:
    chapters = level(0, "chineseCountingThousand", "第%1章")
    numbering = abstract(
        1, chapters, level(1, "decimal", "%1.%2", "<w:isLgl/>"), level(2, "decimal", "%1.%2.%3")
    ) + num(1, 1)
    assert texts(tmp_path, *numbered("总则", (1, 0), (1, 1), (1, 2)), numbering=numbering) == [
        "第一章 总则", "1.1 总则", "一.1.1 总则",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("template", "suffix", "expected"),
    [
        ("%1、", "tab", "一、学"),
        ("（%1）", "space", "（一）学"),
        ("第%1条", "tab", "第一条 学"),
        ("第%1条", "space", "第一条 学"),
        ("第%1条", "nothing", "第一条学"),
        ("%1", "tab", "一 学"),
        ("%1.", "tab", "一. 学"),
        ("%1．", "tab", "一．学"),
    ],
)
def test_the_blank_behind_a_number(tmp_path: Path, template: str, suffix: str, expected: str) -> None:
    numbering = abstract(1, level(0, "chineseCounting", template, f'<w:suff w:val="{suffix}"/>')) + num(1, 1)
    assert texts(tmp_path, paragraph("学", number=(1, 0)), numbering=numbering) == [expected]


def test_bullets_and_empty_formats(tmp_path: Path) -> None:
    numbering = "".join(
        abstract(place, level(0, number_format, template)) + num(place, place)
        for place, (number_format, template) in enumerate(
            [("bullet", "\uf06c"), ("bullet", "l"), ("bullet", "注："), ("none", "附件："), ("decimal", "")], start=1
        )
    )
    blocks = [paragraph("学", number=(place, 0)) for place in range(1, 6)]
    assert texts(tmp_path, *blocks, numbering=numbering) == ["学", "学", "注：学", "附件：学", "学"]


def test_a_bullet_level_gives_no_number_to_those_below(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "decimal", "%1."), level(1, "bullet", "—"), level(2, "decimal", "%1.%2%3.")) + num(
        1, 1
    )
    assert texts(tmp_path, *numbered("干", (1, 0), (1, 2)), numbering=numbering) == ["1. 干", "1.1. 干"]


def test_a_format_that_nobody_knows_is_arabic_and_reported(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "hebrew1", "%1.")) + num(1, 1)
    document = read_word(word_file(tmp_path, *numbered("干", (1, 0), (1, 0)), numbering=numbering))
    assert [each.text for each in document.paragraphs] == ["1. 干", "2. 干"]
    assert [finding.code for finding in document.findings] == ["number-format"]


def test_custom_formats_keep_their_digits(tmp_path: Path) -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1号"/></w:lvl>'
    )
    assert texts(tmp_path, *numbered("干", (1, 0)), numbering=abstract(1, custom) + num(1, 1)) == ["007号 干"]


def test_a_level_can_be_redefined_by_a_list(tmp_path: Path) -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "（%1）")}</w:lvlOverride>'
    numbering = OUTLINE + num(1, 1) + num(2, 1, override)
    assert texts(tmp_path, *numbered("干", (1, 0), (2, 0), (1, 0)), numbering=numbering) == [
        "一、干",
        "（2）干",
        "三、干",
    ]


def test_a_list_that_does_not_exist_numbers_nothing(tmp_path: Path) -> None:
    assert texts(tmp_path, *numbered("干", (7, 0), (0, 0), (1, 5)), numbering=OUTLINE + num(1, 1)) == ["干"] * 3


def in_list(identifier: int, ilvl: int | None = None) -> str:
    inner = "" if ilvl is None else f'<w:ilvl w:val="{ilvl}"/>'
    return f'<w:numPr>{inner}<w:numId w:val="{identifier}"/></w:numPr>'


def test_numbering_by_paragraph_styles(tmp_path: Path) -> None:
    """Each level names its style; the styles name the list, with or without the level."""
    linked = [
        level(n, f, t, f'<w:pStyle w:val="{n + 1}"/>')
        for n, (f, t) in enumerate([("chineseCounting", "%1、"), ("decimal", "%1.%2")])
    ]
    styles = (
        style("1", "heading 1", in_list(1)) + style("2", "heading 2", in_list(1)) + style("9", "小节", based_on="2")
    )
    blocks = [paragraph("干", style=each) for each in ("1", "2", "9", "1", "2")]
    assert texts(tmp_path, *blocks, numbering=abstract(1, *linked) + num(1, 1), styles=styles) == [
        "一、干", "一.1 干", "一.2 干", "二、干", "二.1 干",
    ]  # fmt: skip


def test_a_style_may_say_its_level_alone(tmp_path: Path) -> None:
    only_level = '<w:numPr><w:ilvl w:val="1"/></w:numPr>'
    styles = style("a", "甲", in_list(1, 0)) + style("b", "乙", only_level, based_on="a")
    blocks = [paragraph("干", style="a"), paragraph("干", style="b")]
    assert texts(tmp_path, *blocks, numbering=OUTLINE + num(1, 1), styles=styles) == ["一、干", "（一）干"]


def test_the_paragraph_overrides_its_style(tmp_path: Path) -> None:
    styles = style("a", "甲", in_list(1, 0)) + style("b", "乙", in_list(0), based_on="a")
    blocks = [
        paragraph("干", style="a"),
        paragraph("干", style="a", number=(0, 0)),
        paragraph("干", style="b"),
        paragraph("干", style="a", number=(1, 1)),
        paragraph("干", style="a"),
    ]
    assert texts(tmp_path, *blocks, numbering=OUTLINE + num(1, 1), styles=styles) == [
        "一、干",
        "干",
        "干",
        "（一）干",
        "二、干",
    ]


def test_numbering_styles_are_followed(tmp_path: Path) -> None:
    link = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="公文"/></w:abstractNum>'
    styles = style("公文", "公文", in_list(1), kind="numbering")
    numbering = link + OUTLINE.replace("<w:lvl ", '<w:styleLink w:val="公文"/><w:lvl ', 1) + num(1, 1) + num(2, 5)
    assert texts(tmp_path, *numbered("干", (2, 0), (1, 0), (2, 1)), numbering=numbering, styles=styles) == [
        "一、干", "二、干", "（一）干",
    ]  # fmt: skip


def test_numbering_styles_that_point_at_each_other_end(tmp_path: Path) -> None:
    link = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="圈"/></w:abstractNum>'
    styles = style("圈", "圈", in_list(2), kind="numbering", based_on="圈")
    assert texts(tmp_path, *numbered("干", (2, 0)), numbering=link + num(2, 5), styles=styles) == ["干"]


def test_hidden_and_deleted_paragraphs_do_not_count(tmp_path: Path) -> None:
    hidden = paragraph(
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>", number=(1, 0), properties="<w:rPr><w:vanish/></w:rPr>"
    )
    deleted = paragraph(
        "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", number=(1, 0), properties="<w:rPr><w:del/></w:rPr>"
    )
    blocks = [paragraph("干", number=(1, 0)), hidden, deleted, paragraph("干", number=(1, 0))]
    assert texts(tmp_path, *blocks, numbering=OUTLINE + num(1, 1)) == ["一、干", "二、干"]


def test_a_number_without_text_counts_and_is_reported(tmp_path: Path) -> None:
    blocks = [paragraph("干", number=(1, 0)), paragraph("", number=(1, 0)), paragraph("干", number=(1, 0))]
    document = read_word(word_file(tmp_path, *blocks, numbering=OUTLINE + num(1, 1)))
    assert [each.text for each in document.paragraphs] == ["一、干", "三、干"]
    (finding,) = document.findings
    assert (finding.code, finding.location and finding.location.paragraph) == ("number-without-text", 2)
    assert "二、" in finding.message


def test_the_number_stands_before_the_first_line_only(tmp_path: Path) -> None:
    broken = paragraph("<w:r><w:t>　　干</w:t><w:br/><w:t>实事</w:t></w:r>", number=(1, 0))
    assert texts(tmp_path, broken, numbering=OUTLINE + num(1, 1)) == ["一、干", "实事"]
