import pytest

from dangke_audio.reading.pdf.margins import without_margins
from dangke_audio.reading.pdf.page import Row


def row(text: str, top: float, page: int = 1) -> Row:
    return Row(text, 80, 500, top, top + 16, page)


BODY = ("今天我们来说说防汛的准备。", "堤上每两百米设一个观察点。", "夜里由党员轮流值守。")


def pages(*edges: tuple[str, float]) -> list[tuple[list[Row], float]]:
    """Three lines of text on each page, and one line at the edge."""
    return [
        ([*(row(text, 200 + 28 * i, n) for i, text in enumerate(BODY)), row(edge, top, n)], 842.0)
        for n, (edge, top) in enumerate(edges, start=1)
    ]


@pytest.mark.parametrize(
    "number",
    ["— 1 —", "-1-", "- 1 -", "第 1 页", "第1页 共9页", "第 1 页，共 9 页", "1/9", "1 / 9", "·1·", "第一页", "Page 1 of 9", "－１－", "1"],
)  # fmt: skip
def test_page_numbers(number: str) -> None:
    margins = without_margins(pages((number, 800)))
    assert [r.text for r in margins.numbers] == [number]
    assert [r.text for r in margins.body] == list(BODY)


@pytest.mark.parametrize("text", ["1958", "一", "第一章", "2024年", "1.", "共9人", "3月12日"])
def test_what_is_no_page_number_stays(text: str) -> None:
    assert text in [r.text for r in without_margins(pages((text, 800))).body]


def test_numbers_amid_the_text_stay() -> None:
    assert "— 1 —" in [r.text for r in without_margins(pages(("— 1 —", 400))).body]


def test_bare_numbers_that_count_on_are_page_numbers() -> None:
    margins = without_margins(pages(("41", 800), ("42", 800), ("43", 800)))
    assert [r.text for r in margins.numbers] == ["41", "42", "43"]


def test_headers_come_again_at_the_same_place() -> None:
    margins = without_margins(pages(("青山村宣讲稿 第3期", 40), ("青山村宣讲稿 第3期", 41), ("青山村宣讲稿 第3期", 40)))
    assert len(margins.headers) == 3
    moved = without_margins(pages(("谢谢大家！", 40), ("谢谢大家！", 90)))
    assert len(moved.headers) == 0
    once = without_margins(pages(("青山村宣讲稿", 40), ("另一句话", 40)))
    assert once.headers == ()
