"""What a reader leaves out of a script, as the user is told of it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from dangke_audio.model.report import Location
from dangke_audio.model.source import Omission
from dangke_audio.reading.files import excerpt_of

MOST_OMISSIONS = 2_000
_BLANKS = re.compile(r"\s+")
_SENTENCE_END = re.compile("[。！？]")
_WORD = re.compile(r"[^\W\d_]")
# Of these much is nothing but links and marks: only sentences, or only words, are a loss.
_TOLD_IF = {"navigation": _SENTENCE_END, "hidden-text": _SENTENCE_END, "footnote": _WORD}


def omission(text: str, reason: str, place: Location) -> Omission:
    """A piece with its first words in its place."""
    plain = _BLANKS.sub(" ", text).strip()
    return Omission(plain, reason, replace(place, excerpt=excerpt_of(plain)))


def visible(omitted: Iterable[Omission]) -> tuple[Omission, ...]:
    """Those in which there is something to be seen, MOST_OMISSIONS at most."""
    return tuple(islice((each for each in omitted if each.location.excerpt), MOST_OMISSIONS))


def is_loss(text: str, reason: str) -> bool:
    """Whether a piece of a page could be missed: of the site around the article and what is hidden, only sentences."""
    told_if = _TOLD_IF.get(reason)
    return told_if is None or told_if.search(text) is not None
