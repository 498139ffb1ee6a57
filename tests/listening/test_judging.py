import pytest

from dangke_audio.listening.judging import Threshold, opinion_of, opinion_within
from dangke_audio.listening.syllables import expected_syllables

LONG = expected_syllables("要认真学习把工作做好", ("yao4", "ren4", "zhen1", "xue2", "xi2", "ba3", "gong1", "zuo4", "zuo4", "hao3"))


@pytest.mark.parametrize(
    ("heard", "is_suspicious"),
    [
        ("要认真学习把工作做好", False),
        ("要认真学习把公做座号", False),  # the same syllables
        ("要认真学西马工作做好", False),  # one of ten
        ("要认真血洗把工做做讨", False),
        ("要认真抗议把工作做好", True),  # two side by side
        ("要认真把工作做好", True),
        ("要认真学习认真学习把工作做好", True),
        ("要人真雪系八公左做饭", False),
        ("药忍真饿习把空作做好", True),  # two of ten, apart: more than one in ten
        ("", True),
    ],
)
def test_what_is_suspicious(heard: str, is_suspicious: bool) -> None:
    opinion = opinion_of(LONG, heard)
    assert Threshold().is_passed(opinion.lenient, 10) is is_suspicious


def test_a_higher_rate_lets_scattered_errors_pass_and_no_run() -> None:
    scattered, together = opinion_of(LONG, "药忍真饿习把空作做好"), opinion_of(LONG, "要认真抗议把工作做好")
    assert not Threshold(0.3).is_passed(scattered.lenient, 10)
    assert Threshold(0.3).is_passed(together.lenient, 10)


def test_the_shortest_sentences_are_suspicious_with_one_error() -> None:
    short = expected_syllables("同志们", ("tong2", "zhi4", "men5"))
    assert Threshold().is_passed(opinion_of(short, "同志看").lenient, 3)
    assert not Threshold().is_passed(opinion_of(short, "童稚闷").lenient, 3)


def test_among_neighbours_only_the_sentence_itself_counts() -> None:
    before, behind = expected_syllables("你好", ("ni3", "hao3")), expected_syllables("再见", ("zai4", "jian4"))
    assert opinion_within(before, LONG, behind, "他坏要认真学习把工作做好走开").lenient.errors == 0
    assert opinion_within(before, LONG, behind, "你好要认真学习把工作做好好再见").lenient.errors == 1
    assert opinion_within(before, LONG, behind, "你早再见").lenient.errors == 10
