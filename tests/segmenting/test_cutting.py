import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.segmenting import cut, words

LONG = st.text(alphabet="党员干部群众学习，、；：。“”《》（） ,;:1a", max_size=300)


@given(LONG, st.integers(min_value=1, max_value=120))
def test_nothing_is_lost_and_every_piece_fits(text: str, longest: int) -> None:
    pieces = cut(text, longest)
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= longest for piece in pieces)


def test_what_fits_is_left_alone() -> None:
    assert cut("一；二；三。", 60) == ("一；二；三。",)
    assert cut("", 60) == ()


def test_parallel_clauses_are_cut_at_every_semicolon() -> None:
    clause = "要坚持大抓基层的鲜明导向，推进以党建引领基层治理；"
    assert cut(clause * 3, 60) == (clause,) * 3


def test_a_tiny_clause_stays_with_its_neighbour() -> None:
    text = "要学；" + "认真落实上级党组织的各项决策部署和工作要求；" * 2
    assert [len(piece) for piece in cut(text, 40)] == [25, 22]


def test_commas_are_cut_near_the_middle() -> None:
    pieces = cut("中华民族伟大复兴，" * 8, 60)
    assert [len(piece) for piece in pieces] == [36, 36]


def test_a_comma_is_better_than_a_list_mark_nearby() -> None:
    text = "既要看到成绩也要看到不足，坚持问题导向、目标导向相结合，真抓实干"
    assert cut(text, 20)[0].endswith("，")


def test_numbers_and_times_are_not_cut() -> None:
    text = "会议时间为上午9:00到11:30总共补助1,200,000元" * 4
    for piece in cut(text, 40):
        assert not piece.endswith((":", ","))


def test_closing_marks_stay_with_their_clause() -> None:
    text = "他说“我们要紧紧依靠群众，”这句话大家都记住了“永远不忘初心，”并且一直照着做了下去"
    assert not any(piece.startswith("”") for piece in cut(text, 24))


def test_without_marks_no_word_is_broken() -> None:
    text = "全面建设社会主义现代化国家实现中华民族伟大复兴的中国梦" * 3
    ends, length = set(), 0
    for word in words(text):
        length += len(word)
        ends.add(length)
    length = 0
    for piece in cut(text, 30):
        length += len(piece)
        assert length in ends


def test_a_limit_below_one_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        cut("党员", 0)
