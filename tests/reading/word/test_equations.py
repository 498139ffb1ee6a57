from pathlib import Path

import pytest
from tests.support.word_files import field, paragraph, run, word_file

from dangke_audio.model.source import Pin
from dangke_audio.reading.word import read_word
from dangke_audio.reading.word.equations import equation
from dangke_audio.reading.word.spans import text_of


@pytest.mark.parametrize(
    ("instruction", "text", "reading"),
    [
        (r'EQ \* jc2 \* "Font:宋体" \* hps14 \o\ad(\s\up 9(chóng),重)', "重", "chóng"),
        (r"eq \* jc0 \* hps10 \o \al(\s\up 9(qìng),庆)", "庆", "qìng"),
        (r"EQ \* jc2 \* hps14 \o\ad(\s\up 9(yù),蔚)", "蔚", "yù"),
        (r"eq \o\ac(○,1)", "①", None),
        (r"eq \o\ac(□,密)", "密", None),
        (r"EQ \f(1,2)", "1/2", None),
        (r"EQ \o(\s\up 5(中国),\s\do 2(人民))", "中国人民", None),
        (r"EQ \r(3,x)", "3x", None),
        (r"EQ a\,b\(c", "a,b(c", None),
        (r"EQ \o\ad(\s\up 9(chóng),重", "重", "chóng"),
        ("EQ", "", None),
    ],
)
def test_equations(instruction: str, text: str, reading: str | None) -> None:
    spans = equation(instruction)
    assert text_of(spans) == text
    assert next((span.reading for span in spans if span.reading), None) == reading


def test_nonsense_ends() -> None:
    for nonsense in (r"\f(", r"\a  ", r"\lc\a ", "\\o \\ad 9", "(,;)\\"):
        assert len(text_of(equation("EQ " + nonsense * 500))) < 5_000


def test_pinyin_in_a_field_is_a_pin(tmp_path: Path) -> None:
    content = run("直辖市") + field(r"EQ \* jc2 \* hps14 \o\ad(\s\up 9(chóng),重)") + run("庆")
    (paragraph_read,) = read_word(word_file(tmp_path, paragraph(content))).paragraphs
    assert paragraph_read.text == "直辖市重庆"
    assert paragraph_read.pins == (Pin(3, 4, "chóng"),)


def test_the_base_may_stand_as_text_inside_the_instruction(tmp_path: Path) -> None:
    content = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\* jc2 \\o\\ad(\\s\\up 9(</w:instrText></w:r>'
        f"{run('mó')}<w:r><w:instrText>),</w:instrText></w:r>{run('模')}<w:r><w:instrText>)</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    (paragraph_read,) = read_word(word_file(tmp_path, paragraph(content + run("范")))).paragraphs
    assert (paragraph_read.text, paragraph_read.pins) == ("模范", (Pin(0, 1, "mó"),))
