"""The parser's way through a script: whole paragraphs, what is left out, the head, the headings, the sections."""

from dangke_audio.model.lecture import Lecture, Omission
from dangke_audio.model.report import Finding
from dangke_audio.model.sidecar import NO_SIDECAR
from dangke_audio.model.source import SourceDocument
from dangke_audio.parsing.author_marks import take_author_marks
from dangke_audio.parsing.boilerplate import leave_out
from dangke_audio.parsing.broken_headings import rejoin_headings
from dangke_audio.parsing.cast import findings_on_roles
from dangke_audio.parsing.cleaning import findings_on_pictures
from dangke_audio.parsing.contents import leave_out_contents
from dangke_audio.parsing.dialogue import leave_out_speaker_labels
from dangke_audio.parsing.front_matter import FrontMatter, take_front
from dangke_audio.parsing.headings import find_headings
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.oddities import findings_on_outline
from dangke_audio.parsing.official import leave_out_official
from dangke_audio.parsing.outline import sections_of
from dangke_audio.parsing.role_labels import named_roles
from dangke_audio.parsing.turns import end_turns, give_turns
from dangke_audio.parsing.user_rules import folded, follow_sidecar
from dangke_audio.parsing.wrapping import rejoin


def parse(document: SourceDocument, roles: frozenset[str] = frozenset()) -> Lecture:
    """Recognise title, headings and sentences, and what is not read aloud.

    `roles` are speaker labels (甲, 主持人) that have a voice of their own; those of the document's sidecar are added.
    Where lines begin with one of them, `Sentence.role` says whose a sentence is, in the spelling given here.
    """
    told = document.sidecar or NO_SIDECAR
    named = named_roles((*roles, *(label for label, _ in told.roles)))
    lines, marks, findings_on_marks = take_author_marks(rejoin(document.paragraphs, named))
    lines, silent, unmatched = follow_sidecar(lines, told)
    lines, frame = leave_out_official(lines)
    lines, labels = give_turns(lines, named) or leave_out_speaker_labels(lines)
    findings_on_sidecar = (*unmatched, *findings_on_roles(told, lines))
    kept, furniture = leave_out(rejoin_headings(lines))
    kept, contents = leave_out_contents(kept)
    front, lines = take_front(kept)
    _follow_title(front, told.title)
    headings = find_headings(lines, front.title)
    sections = sections_of(front, end_turns(lines, headings, (*front.opening, *front.salutations)), headings)
    findings = (
        *document.findings,
        *findings_on_pictures(document),
        *findings_on_marks,
        *findings_on_sidecar,
        *(() if told.title else _on_title(front, document)),
        *findings_on_outline(sections, headings, lines),
    )
    return Lecture(
        title=told.title or (front.title.text if front.title else None),
        subtitle=told.subtitle or (front.subtitle.text if front.subtitle else None),
        speaker=told.speaker or front.speaker,
        date=told.date or front.date,
        salutation=front.salutations[0].text if front.salutations else None,
        sections=sections,
        omitted=_in_order((*document.omitted, *marks, *silent, *frame, *labels, *furniture, *contents, *front.omitted)),
        findings=findings,
    )


def nameable_lines(document: SourceDocument, roles: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    """The lines as the rules of a sidecar find them, before any of these is followed; `roles` as in `parse`."""
    told = document.sidecar or NO_SIDECAR
    named = named_roles((*roles, *(label for label, _ in told.roles)))
    return take_author_marks(rejoin(document.paragraphs, named))[0]


def _follow_title(front: FrontMatter, told: str | None) -> None:
    """A line that was taken for the title while the user says another one is only the first line of the text."""
    if told is not None and front.title is not None and folded(front.title.text) != folded(told):
        front.opening = [front.title, *front.opening]
        front.title = None


def _in_order(omitted: tuple[Omission, ...]) -> tuple[Omission, ...]:
    """Omissions by the line where they stand."""
    return tuple(sorted(omitted, key=lambda omission: omission.location.number or 0))


def _on_title(front: FrontMatter, document: SourceDocument) -> tuple[Finding, ...]:
    """A note where no title was found."""
    if front.title is not None or not document.paragraphs:
        return ()
    return (Finding("info", "no-title", "没有找到题目，将用文件名作为题目", document.paragraphs[0].location),)
