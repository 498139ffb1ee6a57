import pytest

from dangke_audio.delivering.dates import TagDate, tag_date


@pytest.mark.parametrize(
    ("written", "year", "day_month"),
    [
        ("2024年5月1日", "2024", "0105"),
        ("2024 年 12 月 31 日", "2024", "3112"),
        ("2024-05-01", "2024", "0105"),
        ("2024.7.9", "2024", "0907"),
        ("2024/7/9", "2024", "0907"),
        ("（2021年7月1日）", "2021", "0107"),
        ("二〇二四年五月一日", "2024", "0105"),
        ("二○二四年十月二十一日", "2024", "2110"),
        ("二零二三年十二月三十日", "2023", "3012"),
        ("二〇二三年十一月十日", "2023", "1011"),
        ("二〇二三年十月十日", "2023", "1010"),
        ("２０２４年５月１日", "2024", "0105"),
        ("2024年5月", "2024", None),
        ("2024年", "2024", None),
        ("2024年度", "2024", None),
        ("2024年13月40日", "2024", None),
    ],
)
def test_dates(written: str, year: str, day_month: str | None) -> None:
    assert tag_date(written) == TagDate(year, day_month)


@pytest.mark.parametrize("written", [None, "", "五月一日", "本周三", "5月1日", "第12345次", "12024年"])
def test_what_has_no_year_has_no_date(written: str | None) -> None:
    assert tag_date(written) is None
