"""A lecture is made aside and heard before it is published; what is not understood is spoken in another take.

Takes lie beside the script (`retaking/`), so they are inputs: whoever builds the lecture again gets the same files. The
lecture aside is made of the same clips and blocks as the one that will be published, so nothing is spoken, encoded or
heard twice.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dangke_audio.delivering.shelf import lecture_folder_name
from dangke_audio.errors import SynthesisError
from dangke_audio.housekeeping import unregister
from dangke_audio.listening import Ear, Threshold, Verdict, listen_to, published_speech
from dangke_audio.model.phone import Music
from dangke_audio.model.report import Finding, Progress
from dangke_audio.model.take import USUAL
from dangke_audio.pipeline import build_lecture
from dangke_audio.preparing import BuildSettings, refuse_findings
from dangke_audio.retaking import Desk, choose_take, make_take, open_desk

MOST_TAKES = 3
"""Of one sentence: so many more times it is spoken, and heard."""
REMEDY = "没有发布。去掉 --strict 就先发布再听；也可以用 dangke-audio replace 换成自己的录音"


@dataclass(slots=True)
class _Audition:
    """The takes of a sentence that was not understood at first, and the verdicts on them, by number."""

    verdicts: dict[int, Verdict]
    how: dict[int, str] = field(default_factory=dict)
    is_over: bool = False
    """Whether no more can be tried."""

    @property
    def best(self) -> int:
        """The first of those that did best."""
        return min(self.verdicts, key=lambda number: (*_badness(self.verdicts[number]), number))

    @property
    def is_understood(self) -> bool:
        """Whether one of them did."""
        return not self.verdicts[self.best].is_suspicious


def rehearse(
    script: Path, settings: BuildSettings, ear: Ear, report: Callable[[Progress], None]
) -> tuple[Finding, ...]:
    """Hear a lecture before it is built; what was found. A recording, or a take that somebody chose, is left as it is.

    Raises what a build raises, RecognizerError, and under `--strict` FindingsError for what is not understood.
    """
    with TemporaryDirectory(prefix="dangke-audio-") as aside:
        draft = _draft(settings, Path(aside))

        def hear() -> tuple[Verdict, ...]:
            folder = Path(build_lecture(script, draft, report).folder)
            return listen_to(published_speech(folder), ear, Threshold(), lambda *at: report(_progress(*at))).verdicts

        try:
            findings = tuple(_rehearsed(script, settings, hear))
        finally:
            unregister(draft.out / lecture_folder_name(draft.out, script))
    refuse_findings(findings, strict=settings.strict, hint=REMEDY)
    return findings


def _draft(settings: BuildSettings, out: Path) -> BuildSettings:
    """The same speech, without what is not needed to hear it."""
    phone = replace(settings.phone, m4b=False, page=False, cover=False, cover_file=None, music=Music())
    return replace(settings, out=out, editions=frozenset({"phone"}), phone=phone)


def _rehearsed(script: Path, settings: BuildSettings, hear: Callable[[], Sequence[Verdict]]) -> Iterator[Finding]:
    verdicts = hear()
    bad = [line for line, verdict in enumerate(verdicts) if verdict.is_suspicious]
    if not bad:
        return
    desk = open_desk(script, settings)
    auditions = {line: _Audition({USUAL: verdicts[line]}, is_over=_is_settled(desk, line)) for line in bad}
    for _ in range(MOST_TAKES):
        made = {line: number for line, one in auditions.items() if (number := _another(desk, line, one))}
        if not made:
            break
        verdicts = hear()
        for line, number in made.items():
            auditions[line].verdicts[number] = verdicts[line]
    for line, one in auditions.items():
        if one.how:
            choose_take(desk, line, one.best)
        yield _told(desk, line, one)


def _is_settled(desk: Desk, line: int) -> bool:
    """Whether somebody chose how it is spoken, or enough was tried before."""
    known = desk.retaken().get(line)
    return known is not None and (known.choice is not None or len(known.takes) >= MOST_TAKES)


def _another(desk: Desk, line: int, audition: _Audition) -> int | None:
    """The number of another take, where one is wanted and can be made."""
    if audition.is_over or audition.is_understood:
        return None
    try:
        take = make_take(desk, line)
    except SynthesisError:  # all has been tried
        audition.is_over = True
        return None
    audition.how[take.number] = take.how
    return take.number


def _told(desk: Desk, line: int, audition: _Audition) -> Finding:
    location = desk.lines[line].spoken.sentence.location
    if audition.is_understood:
        message = f"这一句原来的读法电脑听不明白，换成了“{audition.how[audition.best]}”"
        return Finding("info", "retaken", message, location)
    heard = audition.verdicts[audition.best].opinion.heard or "什么也没听到"
    tried = f"，另试了 {len(audition.how)} 种读法也一样" if audition.how else ""
    message = f"电脑听这一句和讲稿不一样（听到：{heard}）{tried}；请自己听一听"
    return Finding("warning", "not-understood", message, location)


def _badness(verdict: Verdict) -> tuple[int, ...]:
    return (int(verdict.is_suspicious), *verdict.opinion.badness)


def _progress(done: int, total: int) -> Progress:
    return Progress(done, total, done / max(1, total), "hearing")
