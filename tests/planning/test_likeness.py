"""Which old sentence a new one is made of."""

from dangke_audio.planning.likeness import alike


def test_the_most_alike_are_paired_first() -> None:
    old = ["要认真学习党章。", "要认真学习党史。", "会后请填表。"]
    new = ["会后请大家填表。", "要认真学习党史知识。", "要认真地学习党章。"]
    assert alike(old, new, 0.4) == {0: 2, 1: 1, 2: 0}


def test_each_old_sentence_is_taken_once() -> None:
    assert alike(["要认真学习。"], ["要认真学。", "要认真学习了。"], 0.4) == {1: 0}


def test_of_equally_alike_ones_the_place_decides() -> None:
    assert alike(["好的甲。", "好的乙。"], ["好的丙。", "好的丁。"], 0.4) == {0: 0, 1: 1}


def test_marks_are_no_likeness() -> None:
    assert alike(["“好”，“是”，“对”。"], ["“行”，“走”，“去”。"], 0.1) == {}


def test_what_is_too_little_alike_stays_alone() -> None:
    assert alike(["大家好。"], ["同志们好。"], 0.4) == {}
    assert alike(["大家好。"], ["同志们好。"], 0.2) == {0: 0}


def test_many_sentences_with_common_words_find_their_own() -> None:
    """Only a few candidates are looked at closely: they must be the right ones."""
    old = [f"我们要认真学习第{number}条规定的内容。" for number in range(100, 200)]
    new = [f"我们要认真学习第{number}条规定的全部内容。" for number in range(199, 99, -1)]
    pairs = alike(old, new, 0.4)
    assert pairs == {index: 99 - index for index in range(100)}
