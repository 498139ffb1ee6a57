import pytest

from dangke_audio.parsing.marks import Family, mark_of


@pytest.mark.parametrize(
    ("text", "family", "number"),
    [
        ("一、提高认识", Family.NUMERAL, 1),
        ("十二、坚持党的领导", Family.NUMERAL, 12),
        ("二十一.结语", Family.NUMERAL, 21),
        ("壹、緣起", Family.FORMAL, 1),
        ("（三）基本原则", Family.BRACKETED_NUMERAL, 3),
        ("(十四)坚持从严治党", Family.BRACKETED_NUMERAL, 14),
        ("㈣组织领导", Family.BRACKETED_NUMERAL, 4),
        ("1.党的性质", Family.FIGURE, 1),
        ("２、党的宗旨", Family.FIGURE, 2),
        ("10．结语", Family.FIGURE, 10),
        ("⒊作风", Family.FIGURE, 3),
        ("（3）作风", Family.BRACKETED_FIGURE, 3),
        ("4) 作风", Family.BRACKETED_FIGURE, 4),
        ("⑵作风", Family.BRACKETED_FIGURE, 2),
        ("⑳作风", Family.CIRCLED, 20),
        ("第三章 总则", Family.PART, 3),
        ("第一部分：回顾", Family.PART, 1),
        ("第2节 要求", Family.SECTION, 2),
        ("第一，要学习", Family.ORDINAL, 1),
        ("三要广泛听取意见", Family.POINT, 3),
        ("二是加强管理", Family.POINT, 2),
        ("其一，要学", Family.POINT, 1),
        ("另一方面,要用", Family.SIDE, 2),
        ("其次，要干", Family.SEQUENCE, 2),
    ],
)
def test_marks(text: str, family: Family, number: int) -> None:
    mark = mark_of(text)
    assert mark is not None
    assert (mark.family, mark.number) == (family, number)


@pytest.mark.parametrize(
    "text",
    [
        "1958年，",
        "2.35万亩",
        "10.5亩地",
        "一二三产业",
        "一、二、三等奖共十人",
        "一要素",
        "第一个阶段，",
        "十分重要",
        "",
        "首先生",
        "2024.6.30",
        "3000元",
    ],
)
def test_no_marks(text: str) -> None:
    assert mark_of(text) is None


def test_the_mark_ends_before_the_words() -> None:
    mark = mark_of("1． 按时上好党课")
    assert mark is not None
    assert "1． 按时上好党课"[mark.end :] == "按时上好党课"
