import pytest

from dangke_audio.listening.judging import SURE_NATS, Threshold, doubts, excused, opinion_of, opinion_within
from dangke_audio.listening.syllables import expected_syllables

LONG = expected_syllables(
    "要认真学习把工作做好", ("yao4", "ren4", "zhen1", "xue2", "xi2", "ba3", "gong1", "zuo4", "zuo4", "hao3")
)


@pytest.mark.parametrize(
    ("heard", "errors"),
    [
        ("要认真学习把工作做好", 0),
        ("要认真学习把公做座号", 0),  # the same syllables
        ("要人真雪系八公左做好", 0),  # the same but for n and ng, tones
        ("要认真学西马工作做好", 1),
        ("要认真抗议把工作做好", 2),
        ("要认真把工作做好", 2),
        ("要认真学习认真学习把工作做好", 4),
        ("", 10),
    ],
)
def test_what_is_suspicious(heard: str, errors: int) -> None:
    opinion = opinion_of(LONG, heard)
    assert opinion.judged.errors == errors
    assert opinion.is_suspicious(10, Threshold()) is (errors > 0)


def test_a_higher_rate_lets_a_few_errors_pass() -> None:
    opinion = opinion_of(LONG, "要认真抗议把工作做好")
    assert opinion.is_suspicious(10, Threshold(0.19))
    assert not opinion.is_suspicious(10, Threshold(0.2))


def test_among_neighbours_only_the_sentence_itself_counts() -> None:
    before, behind = expected_syllables("你好", ("ni3", "hao3")), expected_syllables("再见", ("zai4", "jian4"))
    assert opinion_within(before, LONG, behind, "他坏要认真学习把工作做好走开").lenient.errors == 0
    assert opinion_within(before, LONG, behind, "你好要认真学习把工作做好好再见").lenient.errors == 1
    assert opinion_within(before, LONG, behind, "你早再见").lenient.errors == 10


@pytest.mark.parametrize(
    ("heard", "repaired"),
    [
        ("要认真抗议把工作做好", "要认真学习把工作做好"),
        ("要认真,把工作做好", "要认真,学习把工作做好"),
        ("要认真学习认真学习把工作做好", "要认真学习把工作做好"),
        ("要认真 abc 把工作做好。", "要认真 学习 把工作做好。"),
        ("认真学习把工作做", "要认真学习把工作做"),
        ("", "要认真学习把工作做好"),
    ],
)
def test_a_doubt_is_repaired_with_what_should_have_been_said(heard: str, repaired: str) -> None:
    opinion = opinion_of(LONG, heard)
    doubt = doubts(LONG, opinion)[0]
    assert doubt.repaired == repaired


def test_errors_that_are_hardly_likelier_are_the_recognizers_own() -> None:
    opinion = opinion_of(LONG, "要人真抗议把工作做饭")
    doubted = doubts(LONG, opinion)
    assert [one.run.errors for one in doubted] == [2, 1]
    assert excused(opinion, doubted, 0.0, [-SURE_NATS - 1, -SURE_NATS - 1]).judged.errors == 3
    only_last = excused(opinion, doubted, 0.0, [-SURE_NATS - 1, -SURE_NATS])
    assert only_last.judged.errors == 2
    assert only_last.is_suspicious(10, Threshold())
    none = excused(opinion, doubted, -3.0, [-3.0, 0.0])
    assert none.judged.errors == 0
    assert not none.is_suspicious(10, Threshold())
    assert none.strict == opinion.strict, "what was heard stays as it was"


@pytest.mark.parametrize("heard", ["要认真把工作做好", "要认真学习认真学习把工作做好", ""])
def test_what_is_left_out_or_put_in_is_never_excused(heard: str) -> None:
    """A recognizer finds a text likely that says less than the sound."""
    opinion = opinion_of(LONG, heard)
    doubted = doubts(LONG, opinion)
    assert excused(opinion, doubted, 0.0, [0.0] * len(doubted)).is_suspicious(10, Threshold())


def test_nothing_is_excused_where_the_recognizer_is_unsure_of_the_whole() -> None:
    opinion = opinion_of(LONG, "要认真学西马工作做好")
    (doubt,) = doubts(LONG, opinion)
    assert excused(opinion, [doubt], -6.9, [-7.0]).judged.errors == 0
    assert excused(opinion, [doubt], -7.1, [-7.0]).judged.errors == 1
    short = expected_syllables("反", ("fan3",))
    unsure = opinion_of(short, "fun")
    assert excused(unsure, doubts(short, unsure), -3.4, [-4.4]).judged.errors == 0
