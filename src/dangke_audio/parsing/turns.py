"""Which line is whose, in a script whose user gave roles a voice: 甲：… 乙：… 主持人：… 问：… 答：…

A label that the user named is cut off wherever it stands at the head of a line. What follows without a label goes on in
that role: an answer has several paragraphs. A role has ended where somebody else must be speaking: at the next label
(also of one without a voice), a heading, a scene, a table, at the title or the salutation of the lecture that a host
announced, at a signature, and at the closing of a lecture that has a narrator; how far answers reach: answers.py. What
is in brackets as a whole is the narrator's. Directions in brackets right behind a label are as silent as the label.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dangke_audio.model.lecture import Omission
from dangke_audio.parsing.answers import end_answers
from dangke_audio.parsing.cast import labels_in
from dangke_audio.parsing.headings import Heading
from dangke_audio.parsing.lines import Line, Stretch, Turn
from dangke_audio.parsing.no_speakers import is_signature
from dangke_audio.parsing.particulars import particulars_of
from dangke_audio.parsing.questions import looks_of_questions
from dangke_audio.parsing.role_labels import QUESTION_AND_ANSWER, Label, at_each_label, partners_of
from dangke_audio.parsing.salutation import is_closing, is_salutation, salutation_end
from dangke_audio.parsing.sentences import spans
from dangke_audio.parsing.stage_directions import directions_in, end_of_directions, is_entrance
from dangke_audio.parsing.titles import LONGEST_TITLE, is_subtitle, is_title

_LONGEST_HEAD = 6
"""Lines of a lecture's head, from its title to its salutation."""
_LONGEST_TAIL = 100
"""Characters at the end of a line in which a host hands over."""
_SCENE = re.compile(
    r"[【\[（(]?(?:第[一二三四五六七八九十\d]{1,3}[幕场](?!战)|场景\s*[一二三四五六七八九十\d]{0,2}|序幕|尾声|幕[启落]|剧终|全剧终)(?:[】\]）)：:\s，,].*|$)"
    r"|(?:时\s*间|地\s*点|布\s*景|背\s*景|道\s*具|场\s*景|人\s*物)\s*[：:].*"
)
_ASIDE = re.compile(r"[（(][^（()）]*[)）]|【[^【】]*】|\[[^\[\]]*\]|［[^［］]*］")
_HOST = re.compile(r"主持|司仪|报幕")
# （掌声） and closing quotes at the end of a line
_BEHIND = re.compile(r"(?:\s*[（(][^（()）]*[)）])*[”’」』\s]*$")
# With this a host hands over: 下面，有请张书记为我们上党课。
_HANDS_OVER = re.compile(
    r"(?:请|欢迎|邀)(?!大家|各位|同志们|全体|所有|参会|与会)[^。！？!?]{0,40}(?:讲话|讲课|授课|党课|宣讲|开讲|发言|致[辞词]|报告|讲座|辅导|讲解|分享|上台|登台|登场)[^。！？!?]{0,6}[。！!]?$"
    r"|(?:掌声|热烈|大家)(?:有请|欢迎)[^。！？!?]{0,20}[。！!]?$"
)


def give_turns(lines: Sequence[Line], named: Mapping[str, str]) -> tuple[tuple[Line, ...], tuple[Omission, ...]] | None:
    """The lines without labels, each with whose turn it is; None where no role that the user named speaks."""
    pieces = [piece for line in lines for piece in at_each_label(line, named)]
    labels = labels_in(pieces, named)
    if not any(label.role for label in labels.values()):
        return None
    read_aloud = QUESTION_AND_ANSWER - partners_of(label.name for label in labels.values() if label.role)
    cut = {n: label for n, label in labels.items() if label.name not in read_aloud and not label.is_read}
    looks = looks_of_questions(pieces, cut)
    talk = _Talk()
    for number, line in enumerate(pieces):
        if number in labels:
            talk.open(replace(line, look=looks.get(number, line.look)), labels[number], is_cut=number in cut)
        else:
            talk.go_on(line, begins_lecture=_begins_lecture(pieces, number, labels))
    return tuple(talk.kept), tuple(talk.omitted)


def end_turns(lines: Sequence[Line], headings: Sequence[Heading], above: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, turns ended by headings and by the closing; `above` is what stands before them in the opening.

    A heading that begins with a label itself (1．问：…) is that role's.
    """
    begun = {line.turn.number for line in above if line.turn}
    ended: set[int] = set()
    breaks = {h.line for h in headings if not h.run_in or h.mark is None or h.mark.is_sure}
    kept = []
    for number, line in enumerate(lines):
        turn = line.turn
        if number in breaks and (turn is None or turn.number in begun):
            ended |= begun
        if turn is not None:
            begun.add(turn.number)
        kept.append(replace(line, turn=None) if turn is not None and turn.number in ended else line)
    has_narrator = any(_is_narrated(line) for line in (*above, *kept))
    kept = end_answers(kept, breaks, is_narrated=has_narrator)
    return _with_closing_narrated(kept) if has_narrator else tuple(kept)


def _is_narrated(line: Line) -> bool:
    """Whether a line of text is nobody's."""
    return line.turn is None and line.look.role == "text" and _ASIDE.fullmatch(line.text) is None


def _with_closing_narrated(lines: list[Line]) -> tuple[Line, ...]:
    """The lines, those at the end that do nothing but take leave given to the narrator."""
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if line.turn is None or line.is_speech:
            break
        if not all(is_closing(line.text[start:end]) for start, end in spans(line.text)):
            break
        lines[number] = replace(line, turn=None)
    return tuple(lines)


def _begins_lecture(lines: Sequence[Line], start: int, labels: Collection[int]) -> bool:
    """Whether a salutation stands at a line, or further down with nothing but a title and what belongs to it above."""
    for number, line in enumerate(lines[start : start + _LONGEST_HEAD], start=start):
        if number in labels:
            return False
        end = salutation_end(line.text)
        if is_salutation(line.text) or (end and line.text[:end].rstrip()[-1] in "：:"):
            return True
        if len(line.text) > 2 * LONGEST_TITLE or not (
            is_title(line.text) or is_subtitle(line.text) or particulars_of(line.text, titled=True)
        ):
            return False
    return False


def _directions(line: Line, label: Label) -> list[Stretch]:
    """Where an actor is told what to do: behind a label, and in one that is read. Answers to questions have no actors."""
    if label.name in QUESTION_AND_ANSWER:
        return []
    inside = directions_in(line.text, label.start, label.end) if label.is_read else (label.start, label.start)
    behind = (label.end, end_of_directions(line.text, label.end))
    return [(start, end) for start, end in (inside, behind) if start < end]


@dataclass(slots=True)
class _Talk:
    """Goes through the lines from the first to the last; whose turn it is."""

    kept: list[Line] = field(default_factory=list)
    omitted: list[Omission] = field(default_factory=list)
    turns: int = 0
    turn: Turn | None = None
    is_awaited: bool = False
    """Whether the label stood alone: the words begin on the next line."""
    has_spoken: bool = False
    """Whether more was said in this turn than a greeting."""
    has_handed_over: bool = False

    def open(self, line: Line, label: Label, *, is_cut: bool) -> None:
        """A line that begins with a label."""
        self.turns += 1
        self.turn = Turn(self.turns, label.name, label.role)
        self.is_awaited = self.has_spoken = self.has_handed_over = False
        directions = _directions(line, label)
        notes = [line.part(*stretch).omitted("stage-note") for stretch in directions]
        if not is_cut:
            self.omitted += notes
            self.kept.append(replace(line.without(directions) if directions else line, turn=self.turn))
            return
        self.omitted += [line.part(label.start, label.end).omitted("speaker-label"), *notes]
        words = line.without([(label.start, label.end), *directions])
        if not words.text:
            self.is_awaited = True
        elif label.start or line.look.role == "heading":
            self.kept.append(replace(words, turn=self.turn))
        else:
            self._say(words, begins=True)

    def go_on(self, line: Line, *, begins_lecture: bool) -> None:
        """A line without label."""
        is_aside = _ASIDE.fullmatch(line.text) or is_entrance(line.text)
        if is_aside and not _SCENE.fullmatch(line.text):
            self.kept.append(line)
            return
        is_over = self.has_handed_over or (begins_lecture and self.has_spoken)
        is_form = _SCENE.fullmatch(line.text) or is_signature(line.text)
        if is_over or line.look.role in ("row", "title") or is_form:
            self.turn = None
        self._say(line, begins=self.is_awaited and self.turn is not None and line.look.role == "text")
        self.is_awaited = False

    def _say(self, line: Line, *, begins: bool) -> None:
        self.kept.append(replace(line, turn=self.turn, is_speech=begins))
        self.has_spoken = self.has_spoken or not is_salutation(line.text)
        if self.turn is not None and _HOST.search(self.turn.label):
            self.has_handed_over = _HANDS_OVER.search(_BEHIND.sub("", line.text[-_LONGEST_TAIL:])) is not None
