import pytest
from tests.support.documents import document

from dangke_audio.parsing.broken_headings import rejoin_headings
from dangke_audio.parsing.wrapping import rejoin


def rejoined(text: str) -> list[str]:
    return [line.text for line in rejoin_headings(rejoin(document(text).paragraphs))]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("一、\n提高认识\n认识很重要。", "一、提高认识"),
        ("（一）\n提高认识\n认识很重要。", "（一）提高认识"),
        ("1.\n要认真学习，要反复学习。\n完。", "1.要认真学习，要反复学习。"),
        ("第一章\n总则\n总则在此。", "第一章 总则"),
        ("一、深刻把握历史方位，\n坚定前进方向\n方向很重要。", "一、深刻把握历史方位，坚定前进方向"),
        ("一、学习《中国共产党\n章程》\n要学习章程。", "一、学习《中国共产党章程》"),
    ],
)
def test_headings_are_made_whole(text: str, first: str) -> None:
    assert rejoined(text) == [first, text.split("\n")[-1]]


@pytest.mark.parametrize(
    "text",
    [
        "一、提高认识，\n认识决定行动，行动决定结果。\n要落实。",
        "一、提高认识\n真抓实干\n要落实。",
        "一、\n二、实践\n要实践。",
        "第一章\n本章讲历史。\n要学习。",
        "三、在助力乡村振兴上下功夫，",
    ],
)
def test_other_lines_stay_apart(text: str) -> None:
    assert rejoined(text) == text.split("\n")
