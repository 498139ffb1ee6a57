"""Which old chapter a new one comes from: the one with which it shares the most sentences."""

from collections import Counter
from collections.abc import Sequence

from dangke_audio.model.rendition import Rendition
from dangke_audio.planning.pairing import Step


def chapter_heirs(old: Rendition, new: Rendition, steps: Sequence[Step]) -> dict[int, int]:
    """Index of an old chapter → of the new one that it has become; those that are gone are left out.

    An equal title counts like a sentence, so a chapter whose every sentence is new is still the chapter of that title.
    """
    shared = Counter(
        (old.lines[step.old].chapter, new.lines[step.new].chapter)
        for step in steps
        if step.old is not None and step.new is not None
    )
    titles = {title: index for index, title in reversed(list(enumerate(new.chapters)))}
    for was, title in enumerate(old.chapters):
        if title in titles:
            shared[was, titles[title]] += 1
    heirs: dict[int, int] = {}
    for (was, chapter), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if was not in heirs and chapter not in heirs.values():
            heirs[was] = chapter
    return heirs
