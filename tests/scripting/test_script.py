from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.errors import NothingToSpeakError
from dangke_audio.model.lecture import Lecture, Level, Section, Sentence, SentenceKind
from dangke_audio.model.report import Location
from dangke_audio.model.speech import Cast, Pauses, Speaker, SpokenLecture, SpokenSection, SpokenSentence
from dangke_audio.scripting import write_script
from dangke_audio.scripting.estimate import estimate_ms

PAUSES = Pauses(clause_ms=100, sentence_ms=300, paragraph_ms=500, heading_ms=700, chapter_ms=900)
NARRATOR, OTHER = Speaker("tone"), Speaker("low", 0.9, -2.0)
CAST = Cast(NARRATOR, {"乙": OTHER})


def said(spoken: str, kind: SentenceKind = "body", *, last: bool = False) -> SpokenSentence:
    syllables = tuple("zi4" if "\u4e00" <= character <= "\u9fff" else None for character in spoken)
    return SpokenSentence(Sentence(spoken, kind, Location("讲稿.txt", 1), last), spoken, syllables, ())


def section(
    number: int, heading: str | None, *sentences: SpokenSentence, level: Level = 1, run_in: bool = False
) -> SpokenSection:
    everything = ((said(heading, "heading", last=not run_in),) if heading else ()) + sentences
    written = tuple(sentence.sentence for sentence in everything)
    return SpokenSection(Section(number, level, heading, run_in, written), everything)


def lecture(*sections: SpokenSection) -> SpokenLecture:
    plain = Lecture(None, None, None, None, None, tuple(s.section for s in sections), (), ())
    return SpokenLecture(plain, sections, ())


def test_pauses_by_rank() -> None:
    script = write_script(
        lecture(
            section(
                0, None, said("题目", "title", last=True), said("同志们：", "salutation", last=True), said("大家好。")
            ),
            section(1, "一、学习", said("第一句。"), said("第二句。", last=True), said("第三句。", last=True)),
            section(2, "一要学。", said("接着说。", last=True), level=3, run_in=True),
        ),
        CAST,
        PAUSES,
        60,
    )
    assert [(u.spoken, u.pause_after_ms) for u in script.utterances] == [
        ("题目", 700),
        ("同志们：", 500),
        ("大家好。", 900),
        ("一、学习", 700),
        ("第一句。", 300),
        ("第二句。", 500),
        ("第三句。", 500),
        ("一要学。", 700),
        ("接着说。", 900),
    ]
    assert [(c.title, c.level, c.first, c.end) for c in script.chapters] == [("开场", 1, 0, 3), ("一、学习", 1, 3, 9)]


def test_levels_one_and_two_are_chapters() -> None:
    script = write_script(
        lecture(
            section(1, "一、甲", said("一。")),
            section(2, "（一）乙", said("二。"), level=2),
            section(3, "1.丙", said("三。"), level=3),
        ),
        CAST,
        PAUSES,
        60,
    )
    assert [(c.title, c.level, c.first, c.end) for c in script.chapters] == [("一、甲", 1, 0, 2), ("（一）乙", 2, 2, 6)]


def test_a_lecture_that_begins_inside_a_chapter_has_an_opening() -> None:
    script = write_script(lecture(section(1, "一要学。", said("好。"), level=3, run_in=True)), CAST, PAUSES, 60)
    assert [(c.title, c.first, c.end) for c in script.chapters] == [("开场", 0, 2)]


def test_a_long_sentence_is_cut_and_its_syllables_with_it() -> None:
    clause = "我们要坚持全心全意为人民服务的宗旨，"
    script = write_script(lecture(section(0, None, said(clause * 4, last=True))), CAST, PAUSES, 60)
    assert [u.spoken for u in script.utterances] == [clause * 2, clause * 2]
    assert [u.pause_after_ms for u in script.utterances] == [100, 900]
    for utterance in script.utterances:
        assert [s is not None for s in utterance.syllables] == [c != "，" for c in utterance.spoken]
        assert utterance.sentence.written == clause * 4


def test_a_sentence_without_sound_gives_no_utterance_but_its_pause() -> None:
    script = write_script(
        lecture(section(0, None, said("好。"), said("***", last=True), said("对。"))), CAST, PAUSES, 60
    )
    assert [(u.spoken, u.pause_after_ms) for u in script.utterances] == [("好。", 500), ("对。", 900)]


def test_a_chapter_without_sound_is_none() -> None:
    script = write_script(lecture(section(0, None, said("好。")), section(1, "***")), CAST, PAUSES, 60)
    assert [c.title for c in script.chapters] == ["开场"]


@pytest.mark.parametrize(
    "sections",
    [
        (),
        (section(0, None),),
        (section(0, None, said("……")),),
        (section(0, None, said("人工智能合成。", "label"), said("……")),),
    ],
)
def test_nothing_to_speak(sections: tuple[SpokenSection, ...]) -> None:
    with pytest.raises(NothingToSpeakError):
        write_script(lecture(*sections), CAST, PAUSES, 60)


@given(
    st.lists(st.text(alphabet="党员群众，、。；“” a\u3000", max_size=150), min_size=1, max_size=6), st.integers(4, 60)
)
def test_everything_with_sound_is_said_in_order(spoken: list[str], longest: int) -> None:
    whole = lecture(section(0, None, said("好"), *(said(text) for text in spoken)))
    script = write_script(whole, CAST, PAUSES, longest)
    wanted = "".join(character for text in ["好", *spoken] for character in text if character.isalpha())
    assert "".join(c for u in script.utterances for c in u.spoken if c.isalpha()) == wanted
    for utterance in script.utterances:
        assert 0 < len(utterance.spoken) <= longest
        assert len(utterance.syllables) == len(utterance.spoken)
        assert utterance.spoken == utterance.spoken.strip()
    assert script.chapters[0].first == 0
    assert script.chapters[-1].end == len(script.utterances)


def test_letters_are_cut_shorter_because_their_names_are_long() -> None:
    """Sixty W are 539 phonemes, more than an engine takes in one go."""
    from dangke_audio.engines.kokoro.phonemes import hear
    from dangke_audio.engines.kokoro.session import LONGEST_TOKENS
    from dangke_audio.scripting.utterances import utterances_of

    sentence = Sentence("W" * 60, "body", Location("讲稿.txt", 1), ends_paragraph=True)
    spoken = SpokenSentence(sentence, "W" * 60, (None,) * 60, ())
    made = utterances_of([spoken], CAST, Pauses(250, 450, 800, 900, 1500), 60)
    assert "".join(utterance.spoken for utterance in made) == "W" * 60
    assert all(len(hear(one.spoken, one.syllables).text) <= LONGEST_TOKENS for one in made)


def test_a_pause_that_the_author_asked_for_replaces_the_usual_one() -> None:
    first = said("第一句。", last=True)
    asked = replace(first, sentence=replace(first.sentence, pause_after_ms=150))
    script = write_script(lecture(section(1, "一、学", asked, said("第二句。", last=True))), CAST, PAUSES, 60)
    assert [utterance.pause_after_ms for utterance in script.utterances] == [700, 150, 900]


def test_groups_without_headings_are_chapters_named_by_their_first_words() -> None:
    script = write_script(
        lecture(
            section(0, None, said("题目", "title", last=True), said("我们村的变化很大，大家都看到了。", last=True)),
            section(1, None, said("“这几年家家户户都住上了宽敞明亮的新房子。”", last=True)),
        ),
        CAST,
        PAUSES,
        60,
    )
    assert [chapter.title for chapter in script.chapters] == ["我们村的变化很大", "“这几年家家户户都住上了宽敞明…"]


def test_a_section_s_length_is_that_of_its_sounds_and_pauses() -> None:
    one = section(1, "一、学", said("二三四五。"), said("六七八。", last=True))
    length_ms = estimate_ms(one, CAST, PAUSES, 60, lambda utterance: sum(map(bool, utterance.syllables)) / 5.0)
    assert length_ms == 9 * 200 + 700 + 300 + 900


def test_a_role_speaks_with_its_own_voice_and_everybody_else_with_the_narrator_s() -> None:
    lines = [
        replace(one, sentence=replace(one.sentence, role=role))
        for one, role in ((said("我说。"), "乙"), (said("他说。"), "丙"))
    ]
    script = write_script(lecture(section(1, "一、对话", *lines)), CAST, PAUSES, 60)
    assert [utterance.speaker for utterance in script.utterances] == [NARRATOR, OTHER, NARRATOR]


def test_fixed_readings_keep_their_place_when_a_sentence_is_cut() -> None:
    words = "大家看一看这里，" * 4 + "尉迟恭到了。"
    whole = replace(said(words), pinned=frozenset({words.index("尉"), 2}))
    script = write_script(lecture(section(1, None, whole)), CAST, PAUSES, 20)
    assert len(script.utterances) > 1
    told = [u.spoken[place] for u in script.utterances for place in sorted(u.pinned)]
    assert told == ["看", "尉"]
