"""Where everything stands: blocks, chapters and cues in samples. Pure arithmetic, no sound.

MP3 players that find no Info frame play everything 1105 samples late (46 ms at 24 kHz: 576 held back by LAME, 529 by
the decoder). That delay is the player's and is not part of the timeline.
"""

from dataclasses import replace
from itertools import groupby
from math import lcm

from dangke_audio.model.audio import Block, ChapterSpan, Clip, Cue, Timeline, frame_samples
from dangke_audio.model.speech import Chapter, Script, Utterance

MARGIN_MS = 50
# The least silence at either end of a block, whatever the rate. Encoder and decoder together hold back 1105 samples,
# and only the first N/frame frames of a block are kept (DESIGN §7), so the end of a clip would be cut off with less.
# Measured by decoding blocks joined and alone: with a tail of 2000 samples (a pause of 134 ms at 24 kHz) they are equal,
# 0 LSB, whatever the clip; with 1200 the coding noise of a clip that ends loudly reaches into the silence that follows,
# at -60 dBFS for speech and -34 dBFS for full-band noise.
MARGIN_SAMPLES = 1200
AAC_FRAME_SAMPLES = 1024
# Chapters start where a frame of MP3 and one of AAC both start, 9216 samples: so the M4B's chapters too can be encoded
# alone and joined as they are, exact to the sample, and an edit encodes one chapter. It costs 0.2 s a chapter at 24 kHz.


def lay_out(script: Script, clips: tuple[Clip, ...], rate_hz: int) -> Timeline:
    """Put the clips one behind the other with the pauses between them; `clips[i]` speaks `script.utterances[i]`.

    A pause is the tail of one block and the lead of the next. It is never shorter than asked, and longer by less than
    one MP3 frame, except where the two margins of silence are longer than the pause, and behind a chapter, where it
    goes on to the next sample at which a chapter can start. Raises ValueError where the
    clips do not match the script or its chapters do not cover it in order.
    """
    if len(clips) != len(script.utterances):
        raise ValueError(f"{len(clips)} clips for {len(script.utterances)} utterances")
    ends = frozenset(chapter.end - 1 for chapter in script.chapters)
    blocks = _blocks(script.utterances, clips, rate_hz, ends)
    return Timeline(rate_hz, blocks, _chapter_spans(script.chapters, blocks), _cues(script.utterances, blocks))


def lay_out_block(utterance: Utterance, clip: Clip, start: int, rate_hz: int) -> Block:
    """One clip with the silence around it; `start` changes nothing else.

    E.g. 24 kHz, a clip of 30,000 and a pause of 300 ms (7,200): lead 1,200, tail 6,000, padded to 37,440 = 65 x 576.
    """
    margin = max(MARGIN_SAMPLES, _samples(MARGIN_MS, rate_hz))
    tail = max(margin, _samples(utterance.pause_after_ms, rate_hz) - margin)
    tail += -(margin + clip.samples + tail) % frame_samples(rate_hz)
    return Block(clip, start, lead=margin, tail=tail, gain_db=utterance.speaker.gain_db)


def _blocks(
    utterances: tuple[Utterance, ...], clips: tuple[Clip, ...], rate_hz: int, chapter_ends: frozenset[int]
) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for index, (utterance, clip) in enumerate(zip(utterances, clips, strict=True)):
        start = blocks[-1].end if blocks else 0
        block = lay_out_block(utterance, clip, start, rate_hz)
        if index in chapter_ends:
            block = replace(block, tail=block.tail + -block.end % chapter_grid(rate_hz))
        blocks.append(block)
    return tuple(blocks)


def chapter_grid(rate_hz: int) -> int:
    """Chapters start at multiples of so many samples."""
    return lcm(frame_samples(rate_hz), AAC_FRAME_SAMPLES)


def _samples(duration_ms: int, rate_hz: int) -> int:
    """Rounded up: a pause is never shorter than asked."""
    return -(-duration_ms * rate_hz // 1000)


def _chapter_spans(chapters: tuple[Chapter, ...], blocks: tuple[Block, ...]) -> tuple[ChapterSpan, ...]:
    borders = [0, *(chapter.end for chapter in chapters)]
    if [chapter.first for chapter in chapters] != borders[:-1] or borders[-1] != len(blocks):
        raise ValueError(f"chapters with the borders {borders} do not cover {len(blocks)} utterances")
    return tuple(
        ChapterSpan(
            chapter.title,
            chapter.level,
            chapter.first,
            chapter.end,
            start=blocks[chapter.first].start,
            stop=blocks[chapter.end - 1].end,
        )
        for chapter in chapters
    )


def _cues(utterances: tuple[Utterance, ...], blocks: tuple[Block, ...]) -> tuple[Cue, ...]:
    """One cue for each sentence; a long sentence is several utterances in a row that share the Sentence object.

    Equal text is not enough: 「好。好。」 is two sentences, and both are equal down to their location.
    """
    cues: list[Cue] = []
    for _, group in groupby(range(len(blocks)), key=lambda index: id(utterances[index].sentence)):
        indexes = list(group)
        start, end = indexes[0], indexes[-1] + 1
        first, last = blocks[start], blocks[end - 1]
        sentence = utterances[start].sentence
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
            )
        )
    return tuple(cues)
