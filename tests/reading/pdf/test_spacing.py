import pytest

from dangke_audio.reading.pdf.spacing import continued, joined, unspaced


@pytest.mark.parametrize(
    ("before", "after", "gap", "whole"),
    [
        ("修路", "引水", 0.3, "修路引水"),
        ("张", "岚", 1.0, "张　岚"),
        ("Windows", "10", 0.25, "Windows 10"),
        ("20", "24", 0.0, "2024"),
        ("约", "12", 0.25, "约12"),
        ("约 ", "12", 0.25, "约 12"),
    ],
)
def test_pieces_of_a_line(before: str, after: str, gap: float, whole: str) -> None:
    assert joined(before, after, gap) == whole


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("秸秆禁", "烧", "秸秆禁烧"),
        ("20", "24年", "2024年"),
        ("World", "Bank", "World Bank"),
        ("使用App", "扫码", "使用App扫码"),
    ],
)
def test_a_line_and_the_next(before: str, after: str, whole: str) -> None:
    assert continued(before, after) == whole


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("关 于 禁 烧 秸 秆 的 通 告", "关于禁烧秸秆的通告"),
        ("名单：张三 李四 王五 赵六", "名单：张三 李四 王五 赵六"),
        ("通 知", "通 知"),
    ],
)
def test_spaced_out_lines(line: str, expected: str) -> None:
    assert unspaced(line) == expected
