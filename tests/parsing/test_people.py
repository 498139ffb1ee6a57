import pytest

from dangke_audio.parsing.people import date_line, is_clock_line, speaker_line


@pytest.mark.parametrize(
    "text",
    ["习近平", "张 三", "欧阳修远", "馬英九", "省长 王正谱", "某某镇 党委书记 李四", "书记 张 三", "某某村党支部"],
)
def test_speaker_lines(text: str) -> None:
    assert speaker_line(text)


@pytest.mark.parametrize(
    "text", ["争做合格党员", "建设美丽乡村", "谱写新篇章", "同志们", "张三走进了会议室", "一 二 三"]
)
def test_other_lines(text: str) -> None:
    assert not speaker_line(text)


def test_dates_and_times() -> None:
    assert date_line("中華民國101年1月22日") == "中華民國101年1月22日"
    assert date_line("2024年7月1日召开大会") is None
    assert date_line("3月5日") is None
    assert is_clock_line("香港時間17時03分")
    assert is_clock_line("上午9:30")
    assert not is_clock_line("上午9:30开会")
