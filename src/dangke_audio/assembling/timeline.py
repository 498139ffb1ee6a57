"""Where everything stands: blocks, chapters and cues in samples. Pure arithmetic, no sound.

MP3 players that find no Info frame play everything 1105 samples late (46 ms at 24 kHz: 576 held back by LAME, 529 by
the decoder). That delay is the player's and is not part of the timeline.
"""

from dataclasses import replace
from itertools import groupby

from dangke_audio.model.audio import Block, ChapterSpan, Clip, Cue, Timeline, frame_samples, joint_samples
from dangke_audio.model.music import NO_MUSIC, MusicClips
from dangke_audio.model.speech import Chapter, Script, Utterance

MARGIN_MS = 50
# The least silence at either end of a block, whatever the rate. Encoder and decoder together hold back 1105 samples,
# and only the first N/frame frames of a block are kept (DESIGN §7), so the end of a clip would be cut off with less.
# Measured by decoding blocks joined and alone: with a tail of 2000 samples (a pause of 134 ms at 24 kHz) they are equal,
# 0 LSB, whatever the clip; with 1200 the coding noise of a clip that ends loudly reaches into the silence that follows,
# at -60 dBFS for speech and -34 dBFS for full-band noise.
MARGIN_SAMPLES = 1200
MUSIC_PAUSE_MS = 600
"""Between music and the speech that follows."""


def lay_out(script: Script, clips: tuple[Clip, ...], rate_hz: int, music: MusicClips = NO_MUSIC) -> Timeline:
    """Put the clips one behind the other with the pauses between them; `clips[i]` speaks `script.utterances[i]`.

    A pause is the tail of one block and the lead of the next. It is never shorter than asked, and longer by less than
    one MP3 frame, except where the two margins of silence are longer than the pause, and behind a paragraph, where it
    goes on to the next joint (at 24 kHz: by less than 96 ms): there the M4B, too, can be cut and joined exactly, so that
    an edit encodes a paragraph of it. The intro belongs to the first chapter, the outro to the
    last, and what is played between two chapters to the one before. Raises ValueError where the clips do not match the
    script or its chapters do not cover it in order.
    """
    if len(clips) != len(script.utterances):
        raise ValueError(f"{len(clips)} clips for {len(script.utterances)} utterances")
    borders = [0, *(chapter.end for chapter in script.chapters)]
    if [chapter.first for chapter in script.chapters] != borders[:-1] or borders[-1] != len(clips):
        raise ValueError(f"chapters with the borders {borders} do not cover {len(clips)} utterances")
    blocks: list[Block] = []
    spoken: list[int] = []
    spans: list[ChapterSpan] = []
    for chapter in script.chapters:
        first, start = len(blocks), _end(blocks)
        own = clips[chapter.first : chapter.end]
        blocks += lay_out_chapter(script, chapter, own, rate_hz, music, start)
        before = int(_music_of(chapter, script, music)[0] is not None)
        spoken += range(first + before, first + before + len(own))
        spans.append(ChapterSpan(chapter.title, chapter.level, first, len(blocks), start, _end(blocks)))
    return Timeline(rate_hz, tuple(blocks), tuple(spans), _cues(script.utterances, blocks, spoken))


def lay_out_chapter(
    script: Script,
    chapter: Chapter,
    clips: tuple[Clip, ...],
    rate_hz: int,
    music: MusicClips = NO_MUSIC,
    start: int = 0,
) -> tuple[Block, ...]:
    """The blocks of one chapter, music and all; `clips` are those of its own utterances.

    Chapters end at a joint: laid out alone, a chapter has the same blocks as within the lecture but for their `start`,
    so it can be heard before the others are spoken.
    """
    blocks: list[Block] = []
    before, behind = _music_of(chapter, script, music)
    _append(blocks, before, MUSIC_PAUSE_MS, rate_hz, start)
    for index, clip in zip(range(chapter.first, chapter.end), clips, strict=True):
        block = lay_out_block(script.utterances[index], clip, _end(blocks, start), rate_hz)
        blocks.append(_to_joint(block, rate_hz) if _ends_paragraph(script, chapter, index) else block)
    _append(blocks, behind, MUSIC_PAUSE_MS, rate_hz, start)
    return tuple(blocks)


def lay_out_block(utterance: Utterance, clip: Clip, start: int, rate_hz: int) -> Block:
    """One clip with the silence around it; `start` changes nothing else.

    E.g. 24 kHz, a clip of 30,000 and a pause of 300 ms (7,200): lead 1,200, tail 6,000, padded to 37,440 = 65 x 576.
    """
    return lay_out_clip(clip, start, utterance.pause_after_ms, utterance.speaker.gain_db, rate_hz)


def lay_out_clip(clip: Clip, start: int, pause_after_ms: int, gain_db: float, rate_hz: int) -> Block:
    """The same of any clip."""
    margin = max(MARGIN_SAMPLES, _samples(MARGIN_MS, rate_hz))
    tail = max(margin, _samples(pause_after_ms, rate_hz) - margin)
    tail += -(margin + clip.samples + tail) % frame_samples(rate_hz)
    return Block(clip, start, lead=margin, tail=tail, gain_db=gain_db)


def _music_of(chapter: Chapter, script: Script, music: MusicClips) -> tuple[Clip | None, Clip | None]:
    """What is played before a chapter's speech, and behind it."""
    is_last = chapter.end == len(script.utterances)
    return (None if chapter.first else music.intro), (music.outro if is_last else music.between)


def _append(blocks: list[Block], clip: Clip | None, pause_ms: int, rate_hz: int, start: int) -> None:
    if clip is not None:
        blocks.append(_to_joint(lay_out_clip(clip, _end(blocks, start), pause_ms, 0.0, rate_hz), rate_hz))


def _to_joint(block: Block, rate_hz: int) -> Block:
    return replace(block, tail=block.tail + -block.end % joint_samples(rate_hz))


def _ends_paragraph(script: Script, chapter: Chapter, index: int) -> bool:
    """Whether this is the last utterance of a paragraph, or of the chapter."""
    if index + 1 == chapter.end:
        return True
    this, following = (script.utterances[place].sentence for place in (index, index + 1))
    return this is not following and this.ends_paragraph


def _end(blocks: list[Block], start: int = 0) -> int:
    return blocks[-1].end if blocks else start


def _samples(duration_ms: int, rate_hz: int) -> int:
    """Rounded up: a pause is never shorter than asked."""
    return -(-duration_ms * rate_hz // 1000)


def _cues(utterances: tuple[Utterance, ...], blocks: list[Block], spoken: list[int]) -> tuple[Cue, ...]:
    """`spoken[i]` is the block of utterance i. One cue for each sentence; a long sentence is several utterances in a row that share the Sentence object.

    Equal text is not enough: 「好。好。」 is two sentences, and both are equal down to their location.
    """
    cues: list[Cue] = []
    for _, group in groupby(range(len(utterances)), key=lambda index: id(utterances[index].sentence)):
        indexes = list(group)
        start, end = spoken[indexes[0]], spoken[indexes[-1]] + 1
        first, last = blocks[start], blocks[end - 1]
        own = utterances[indexes[0] : indexes[-1] + 1]
        sentence = own[0].sentence
        cues.append(
            Cue(
                start=first.start + first.lead,
                end=last.end - last.tail,
                text=sentence.written,
                first=start,
                stop=end,
                kind=sentence.kind,
                ends_paragraph=sentence.ends_paragraph,
                role=sentence.role,
                spoken="".join(utterance.spoken for utterance in own),
                syllables=tuple(syllable for utterance in own for syllable in utterance.syllables),
            )
        )
    return tuple(cues)
