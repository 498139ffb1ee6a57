"""A lecture of tone bursts, so that it can be measured when a sentence begins."""

from dataclasses import replace
from pathlib import Path

from tests.support.editions import Talk, talk
from tests.support.sound import tone

from dangke_audio.delivering import deliver
from dangke_audio.delivering.edition import Edition

CHAPTERS = [("开场", 4), ("一、早", 5), ("二、晚", 4)]


def bursts() -> Talk:
    """Sentences that begin and end at once, 0.6 s long, with 0.5 s between them: it can be heard when they begin."""
    lecture = talk(CHAPTERS, pause_ms=500)
    return replace(lecture, sounds=tuple(tone(14_400, hz=400 + 20 * n) for n in range(len(lecture.sounds))))


def page_of(request: Edition) -> Path:
    """Deliver it; where its page is."""
    return next(Path(output.path) for output in deliver(request) if output.kind == "page")
