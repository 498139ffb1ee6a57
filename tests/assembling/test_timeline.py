from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.editions import sentence, talk, utterance

from dangke_audio.assembling import lay_out, lay_out_block, lay_out_chapter
from dangke_audio.model.audio import Clip, Timeline
from dangke_audio.model.music import MusicClips
from dangke_audio.model.speech import Chapter, Script

RATES_HZ = (16_000, 22_050, 24_000, 44_100, 48_000)


def lay_out_one_chapter(pauses_ms: list[int], samples: list[int], rate_hz: int) -> Timeline:
    utterances = tuple(utterance(sentence(f"第{i}句。", i), pause) for i, pause in enumerate(pauses_ms))
    clips = tuple(Clip(f"clip-{i}", count) for i, count in enumerate(samples))
    return lay_out(Script(utterances, (Chapter("开场", 1, 0, len(clips)),)), clips, rate_hz)


@given(
    blocks=st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 200_000)), min_size=1, max_size=12),
    rate_hz=st.sampled_from(RATES_HZ),
)
def test_blocks_lie_on_the_frame_grid_with_the_pauses_asked_for(blocks: list[tuple[int, int]], rate_hz: int) -> None:
    pauses_ms, samples = [list(part) for part in zip(*blocks, strict=True)]
    laid = lay_out_one_chapter(pauses_ms, samples, rate_hz).blocks
    frame = 1152 if rate_hz >= 32_000 else 576
    position = 0
    for block in laid:
        assert block.start == position
        assert block.samples % frame == 0
        assert block.lead * 1000 >= 50 * rate_hz
        assert block.tail * 1000 >= 50 * rate_hz
        position = block.end
    for pause_ms, block, following in zip(pauses_ms, laid, laid[1:], strict=False):
        gap = block.tail + following.lead
        wanted = max(pause_ms * rate_hz / 1000, block.lead + following.lead)
        assert wanted <= gap < wanted + frame + 1


def test_a_worked_example_at_24_khz() -> None:
    timeline = lay_out_one_chapter([300, 0], [30_000, 1000], 24_000)
    first, second = timeline.blocks
    assert (first.start, first.lead, first.tail, first.samples) == (0, 1200, 6240, 65 * 576)
    assert (second.start, second.lead, second.tail) == (37_440, 1200, 1256 + 576)
    assert timeline.samples == 40_896 + 576 == 18 * 2304


@pytest.mark.parametrize(("rate_hz", "joint"), [(24_000, 2304), (48_000, 4608), (44_100, 9216), (22_050, 4608)])
def test_paragraphs_end_where_frames_of_mp3_and_of_aac_start(rate_hz: int, joint: int) -> None:
    sentences = [replace(sentence(f"第{i}句。", i), ends_paragraph=i % 2 == 1) for i in range(5)]
    clips = tuple(Clip(f"clip-{i}", 10_000 + 337 * i) for i in range(5))
    script = Script(tuple(map(utterance, sentences)), (Chapter("一", 1, 0, 3), Chapter("二", 1, 3, 5)))
    timeline = lay_out(script, clips, rate_hz)
    longer = [
        block.samples - lay_out_block(script.utterances[0], block.clip, 0, rate_hz).samples for block in timeline.blocks
    ]
    assert longer[0] == 0, "within a paragraph a pause is as long as asked"
    assert all(0 <= more < joint for more in longer)
    assert [timeline.blocks[index].end % joint for index in (1, 2, 3, 4)] == [0] * 4
    assert all(span.start % joint == 0 for span in timeline.chapters)


def test_chapters_span_whole_blocks_without_gap() -> None:
    timeline = talk([("开场", 2), ("一、早", 3), ("二、晚", 1)]).timeline
    assert [(span.title, span.level, span.first, span.end) for span in timeline.chapters] == [
        ("开场", 1, 0, 2),
        ("一、早", 1, 2, 5),
        ("二、晚", 1, 5, 6),
    ]
    assert [span.start for span in timeline.chapters] == [0, timeline.blocks[2].start, timeline.blocks[5].start]
    assert [span.stop for span in timeline.chapters] == [
        timeline.blocks[2].start,
        timeline.blocks[5].start,
        timeline.samples,
    ]


def test_a_sentence_of_several_utterances_is_one_cue() -> None:
    long, short = sentence("很长的一句，分成两段。"), sentence("短句。")
    script = Script((utterance(long, 200), utterance(long, 400), utterance(short)), (Chapter("开场", 1, 0, 3),))
    timeline = lay_out(script, (Clip("a", 5000), Clip("b", 6000), Clip("c", 7000)), 24_000)
    _, second, third = timeline.blocks
    assert [cue.text for cue in timeline.cues] == ["很长的一句，分成两段。", "短句。"]
    assert (timeline.cues[0].start, timeline.cues[0].end) == (1200, second.start + 1200 + 6000)
    assert (timeline.cues[1].start, timeline.cues[1].end) == (third.start + 1200, third.start + 1200 + 7000)


def test_equal_sentences_side_by_side_stay_two_cues() -> None:
    """「好。好。」: equal in text and place, but two sentences."""
    script = Script((utterance(sentence("好。")), utterance(sentence("好。"))), (Chapter("开场", 1, 0, 2),))
    timeline = lay_out(script, (Clip("a", 5000), Clip("a", 5000)), 24_000)
    assert [cue.text for cue in timeline.cues] == ["好。", "好。"]


def test_an_empty_script_is_an_empty_timeline() -> None:
    assert lay_out(Script((), ()), (), 24_000) == Timeline(24_000, (), (), ())


def test_clips_must_match_the_script() -> None:
    with pytest.raises(ValueError, match="1 clips for 2 utterances"):
        lay_out(Script((utterance(sentence("好。")),) * 2, ()), (Clip("a", 1),), 24_000)


@pytest.mark.parametrize("chapters", [(), ((0, 1),), ((0, 1), (0, 2)), ((1, 2),), ((0, 3),)])
def test_chapters_must_cover_the_script(chapters: tuple[tuple[int, int], ...]) -> None:
    utterances = (utterance(sentence("好。")),) * 2
    script = Script(utterances, tuple(Chapter("章", 1, first, end) for first, end in chapters))
    with pytest.raises(ValueError, match="do not cover"):
        lay_out(script, (Clip("a", 1), Clip("a", 1)), 24_000)


def test_music_is_part_of_the_chapters_around_it() -> None:
    lecture = talk([("开场", 2), ("一、早", 1), ("二、晚", 1)])
    music = MusicClips(Clip("in", 24_000), Clip("out", 48_000), Clip("between", 12_000))
    timeline = lay_out(lecture.script, lecture.clips, 24_000, music)
    keys = [block.clip.key for block in timeline.blocks]
    assert keys == ["in", "clip-0", "clip-1", "between", "clip-2", "between", "clip-3", "out"]
    assert [(span.first, span.end) for span in timeline.chapters] == [(0, 4), (4, 6), (6, 8)]
    assert [(cue.first, cue.stop) for cue in timeline.cues] == [(1, 2), (2, 3), (4, 5), (6, 7)]
    assert all(block.gain_db == 0 for block in timeline.blocks if not block.clip.key.startswith("clip"))
    starts = [block.start for block in timeline.blocks]
    assert starts == [0, *(block.end for block in timeline.blocks[:-1])]
    for cue in timeline.cues:
        block = timeline.blocks[cue.first]
        assert (cue.start, cue.end) == (block.start + block.lead, block.end - block.tail)


@given(
    chapters=st.lists(st.lists(st.integers(1, 60_000), min_size=1, max_size=4), min_size=1, max_size=4),
    rate_hz=st.sampled_from(RATES_HZ),
    has_music=st.booleans(),
)
def test_a_chapter_alone_has_the_blocks_that_it_has_in_the_lecture(
    chapters: list[list[int]], rate_hz: int, has_music: bool
) -> None:
    counts = [count for chapter in chapters for count in chapter]
    ends = [sum(map(len, chapters[: number + 1])) for number in range(len(chapters))]
    utterances = tuple(utterance(sentence(f"第{i}句。", i), 137 * i) for i in range(len(counts)))
    spans = tuple(
        Chapter(f"第{i}章", 1, first, end) for i, (first, end) in enumerate(zip([0, *ends], ends, strict=False))
    )
    script, clips = Script(utterances, spans), tuple(Clip(f"clip-{i}", count) for i, count in enumerate(counts))
    intro, outro, between = (Clip(name, 12_345) for name in ("intro", "outro", "between"))
    music = MusicClips(intro, outro, between, {}) if has_music else MusicClips()
    whole = lay_out(script, clips, rate_hz, music)
    for chapter, span in zip(spans, whole.chapters, strict=True):
        own = clips[chapter.first : chapter.end]
        assert lay_out_chapter(script, chapter, own, rate_hz, music, span.start) == whole.blocks[span.first : span.end]
        alone = lay_out_chapter(script, chapter, own, rate_hz, music)
        assert [replace(block, start=0) for block in alone] == [
            replace(block, start=0) for block in whole.blocks[span.first : span.end]
        ]
