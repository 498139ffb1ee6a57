"""What is said, as running text. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from dangke_audio.model.audio import Cue


def full_text(cues: Iterable[Cue]) -> str:
    """The sentences as written, a paragraph a line; who speaks stands before the words where roles have voices."""
    listed = list(cues)
    paragraphs = [listed[span.start : span.stop] for span in paragraph_spans(listed)]
    return "\n".join(_who(paragraph[0]) + "".join(cue.text for cue in paragraph) for paragraph in paragraphs)


def paragraph_spans(cues: Sequence[Cue]) -> Iterator[range]:
    """The indexes of each paragraph's sentences; another speaker begins another one."""
    start = 0
    for index, cue in enumerate(cues):
        is_last = index + 1 == len(cues)
        if is_last or cue.ends_paragraph or cue.role != cues[index + 1].role:
            yield range(start, index + 1)
            start = index + 1


def _who(cue: Cue) -> str:
    return f"{cue.role}：" if cue.role else ""
