import pytest
from tests.support.documents import document

from dangke_audio.parsing.cleaning import clean, findings_on_pictures


@pytest.mark.parametrize(
    ("dirty", "text"),
    [
        ("大\u200b家\ufeff好\u00ad！", "大家好！"),
        ("\uf06c一\u200b、学习", "一、学习"),
        ("各位\x07党员\x00", "各位党员"),
        ("智慧\x1b[31m，确保", "智慧，确保"),
        ("\u202a二要站稳\u202c", "二要站稳"),
        ("📌 一方面,要学习", "一方面,要学习"),
        ("👩\u200d💻微党校", "微党校"),
        ("●■ 学习", "学习"),
        ("　　缩进　", "缩进"),
        ("二○二四年①❶", "二○二四年①❶"),
        ("***总书记", "***总书记"),
        ("乱\ufffd码", "乱码"),
        ("\u200b", ""),
    ],
)
def test_what_is_no_writing_vanishes(dirty: str, text: str) -> None:
    assert clean(document(f"{dirty}").paragraphs[0]).text == text


def test_a_private_character_inside_a_line_is_told_a_bullet_is_not() -> None:
    told = findings_on_pictures(document("大家好\ue000吗。"))
    assert [(finding.severity, finding.code) for finding in told] == [("warning", "private-use")]
    assert findings_on_pictures(document("\uf06c一、学习")) == ()
