"""Another cut: behind the mark nearest the middle, readings and fixed places cut along."""

import pytest

from dangke_audio.model.audio import Pcm
from dangke_audio.model.lecture import Sentence
from dangke_audio.model.report import Location
from dangke_audio.model.speech import Speaker, Utterance
from dangke_audio.synthesizing.recutting import BREATH_MS, in_two, with_breaths


def utterance(spoken: str, pinned: frozenset[int] = frozenset()) -> Utterance:
    syllables = tuple(f"{character}1" if character.isalpha() else None for character in spoken)
    sentence = Sentence(spoken, "body", Location("讲稿.txt", 1), ends_paragraph=False)
    return Utterance(sentence, spoken, syllables, 400, Speaker("tone"), pinned)


@pytest.mark.parametrize(
    ("spoken", "first"),
    [
        ("同志们，今天我们一起学习党章，请大家认真听。", "同志们，今天我们一起学习党章，"),
        ("他说：“大家好！”我们都笑了。", "他说：“大家好！”"),
        ("学习、宣传、贯彻。", "学习、"),
        ("很好……我们接着讲。", "很好……"),
    ],
)
def test_cut_near_the_middle(spoken: str, first: str) -> None:
    pieces = in_two(utterance(spoken))
    assert pieces
    assert pieces[0].spoken == first
    assert "".join(piece.spoken for piece in pieces) == spoken
    assert sum((piece.syllables for piece in pieces), ()) == utterance(spoken).syllables


@pytest.mark.parametrize("spoken", ["没有停顿的一句话。", "好，", "“好！”", "啊，好。"])
def test_no_clause_no_cut(spoken: str) -> None:
    assert in_two(utterance(spoken)) is None


def test_fixed_places_move_along() -> None:
    spoken = "这里是尉县，那里是单县。"
    pieces = in_two(utterance(spoken, frozenset({spoken.index("尉"), spoken.index("单")})))
    assert pieces
    assert [[piece.spoken[place] for place in piece.pinned] for piece in pieces] == [["尉"], ["单"]]


def test_pieces_are_joined_with_a_breath() -> None:
    joined = with_breaths([Pcm(24_000, b"\1\0" * 10), Pcm(24_000, b"\2\0" * 20)])
    assert joined.samples == 30 + 24 * BREATH_MS
    assert joined.data[:20] == b"\1\0" * 10
    assert not any(joined.data[20:-40])
