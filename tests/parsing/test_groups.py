from hypothesis import given
from hypothesis import strategies as st
from tests.support.documents import document

from dangke_audio.model.report import Location
from dangke_audio.parsing import parse
from dangke_audio.parsing.groups import CHARACTERS_PER_MINUTE, groups_of
from dangke_audio.parsing.lines import Line


def lines_of(lengths: list[int]) -> tuple[Line, ...]:
    return tuple(Line("字" * length, ((0, Location("讲稿.txt", n)),)) for n, length in enumerate(lengths, start=1))


def minutes(group: tuple[Line, ...]) -> float:
    return sum(len(line.text) for line in group) / CHARACTERS_PER_MINUTE


def test_ordinary_paragraphs_make_groups_of_three_to_five_minutes() -> None:
    for paragraphs in range(12, 60):
        groups = groups_of(lines_of([110] * paragraphs))
        assert len(groups) > 1 or paragraphs * 110 <= 5 * CHARACTERS_PER_MINUTE
        assert all(2.5 <= minutes(group) <= 5.3 for group in groups), [minutes(group) for group in groups]


def test_what_takes_five_minutes_is_one_group() -> None:
    assert len(groups_of(lines_of([250] * 5))) == 1


@given(st.lists(st.integers(1, 1250), max_size=60))
def test_no_paragraph_is_lost_and_no_group_is_empty(lengths: list[int]) -> None:
    lines = lines_of(lengths)
    groups = groups_of(lines)
    assert tuple(line for group in groups for line in group) == lines
    assert all(groups) or not lines


def test_a_paragraph_of_twenty_minutes_is_cut_between_sentences() -> None:
    sentence = "我们村这几年的变化真是太大了。"
    lines = (Line(sentence * 330, ((0, Location("讲稿.txt", 1)),)),)
    groups = groups_of(lines)
    assert len(groups) == 5
    pieces = [line.text for group in groups for line in group]
    assert "".join(pieces) == lines[0].text
    assert all(piece.endswith("。") for piece in pieces)


def test_a_lecture_without_headings_has_sections_without_names() -> None:
    paragraph = "我们村这几年的变化真是太大了，家家户户都住上了新房子，水泥路一直修到了家门口，大家心里都高兴。"
    text = "我们村的变化\n" + "\n".join(paragraph + "日子越过越好。" * (number % 4) for number in range(60))
    lecture = parse(document(text))
    assert len(lecture.sections) >= 2
    assert [section.heading for section in lecture.sections] == [None] * len(lecture.sections)
    assert [section.number for section in lecture.sections] == list(range(len(lecture.sections)))
    assert lecture.sections[0].sentences[0].kind == "title"
