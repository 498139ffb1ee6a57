"""Which labels of a script count, where its user gave roles a voice, and which of these roles never speak."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dangke_audio.model.report import Finding, Location
from dangke_audio.model.sidecar import Sidecar
from dangke_audio.parsing.dialogue import is_dialogue
from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.newcomers import is_described, newcomers_in
from dangke_audio.parsing.people import speaker_line
from dangke_audio.parsing.role_labels import QUESTION_AND_ANSWER, Label, is_group, label_of, partners_of
from dangke_audio.parsing.stage_directions import is_entrance

_LONGEST_ENTRY = 60
"""Characters of a line that says who a role is."""
_FEWEST = 2
"""How often a label without a voice stands in a script, where it could also be a word of the lecture (张三：)."""
_OPENING = "（(【[［〔"

_CAST = re.compile(
    r"[【\[]?(?:出场|剧中|登场|主要)?(?:人\s*物|角\s*色)(?:表|介绍|简介)?[】\]]?[：:]?|(?:演员|参演|朗诵|表演)(?:表|人员|者)?[：:]?"
)


def labels_in(lines: Sequence[Line], named: Mapping[str, str]) -> dict[int, Label]:
    """By their lines the labels that count: the named ones, and others that must be labels, too."""
    found = {n: label_of(line, named) for n, line in enumerate(lines) if line.look.role not in ("row", "title")}
    heard = {n: label for n, label in found.items() if label is not None and _is_label(lines, n, label, named)}
    for number in _cast_entries(lines, heard):
        del heard[number]
    for number in _facts(lines, heard):
        del heard[number]
    names = [label.name for label in heard.values()]
    sure = partners_of(label.name for label in heard.values() if label.role) | QUESTION_AND_ANSWER
    sure |= {name for name, count in Counter(names).items() if count >= _FEWEST}
    is_talk = is_dialogue(names, len(lines)) or _is_told_talk(heard.values())
    counted = {
        n: label
        for n, label in heard.items()
        if label.role or label.is_sure or ((label.name in sure or is_talk) and not is_described(lines[n], label))
    }
    return {**counted, **newcomers_in(lines, counted)}


def _is_label(lines: Sequence[Line], number: int, label: Label, named: Mapping[str, str]) -> bool:
    """Whether what looks like a label can be one; of a line that was settled only the user's own."""
    line = lines[number]
    if label.role is not None:
        alone = not label.has_colon and _is_directed_alone(line, label)
        return not alone or (not is_entrance(line.text) and _is_unlabelled(lines, number + 1, named))
    spoken = label.can_speak or (label.name in QUESTION_AND_ANSWER and label.has_colon)
    plain = not line.look.settled and line.look.role == "text"
    return spoken and label.start == 0 and plain


def _is_directed_alone(line: Line, label: Label) -> bool:
    """Whether a line is nothing but a name and what its bearer does: 小李（抬起头）"""
    return label.end == len(line.text) and line.text[0] not in _OPENING and line.look.role == "text"


def _is_unlabelled(lines: Sequence[Line], number: int, named: Mapping[str, str]) -> bool:
    """Whether a line could be what a name above it says."""
    if number >= len(lines) or lines[number].look.role != "text" or lines[number].text[0] in _OPENING:
        return False
    return label_of(lines[number], named) is None


def _is_told_talk(labels: Iterable[Label]) -> bool:
    """Whether the roles with a voice alone make a script a talk: two of them, and somebody comes back."""
    roles = Counter(label.role for label in labels if label.role and label.name not in QUESTION_AND_ANSWER)
    return len(roles) > 1 and sum(roles.values()) > _FEWEST


def _cast_entries(lines: Sequence[Line], labels: Mapping[int, Label]) -> list[int]:
    """Lines below 人物： that say who the roles are, each once: 老李：男，六十岁，老党员。"""
    entries: list[int] = []
    listed: set[str] | None = None
    for number, line in enumerate(lines):
        label = labels.get(number)
        if label is None:
            listed = set() if _CAST.fullmatch(line.text) else None
        elif listed is not None:
            is_entry = label.name not in listed and len(line.text) <= _LONGEST_ENTRY
            listed = {*listed, label.name} if is_entry and not re.search("[！？!?…]", line.text) else None
            entries += [number] if listed is not None else []
    return entries


def _facts(lines: Sequence[Line], labels: Mapping[int, Label]) -> list[int]:
    """Lines above the first turn that only say who a role is: 主持人：李明"""
    facts = []
    for number, label in labels.items():
        words = re.split("[，,、（(]", lines[number].text[label.end :])[0].strip()
        is_fact = len(label.name) > 1 and speaker_line(words) and not re.search(r"[。！？!?…]$", lines[number].text)
        if not is_fact or label.name in QUESTION_AND_ANSWER:
            break
        facts.append(number)
    return facts


def findings_on_roles(sidecar: Sidecar, lines: Sequence[Line]) -> tuple[Finding, ...]:
    """One warning for each role of the sidecar that says nothing, one note where several speak and have no voice."""
    speaking = {line.turn.role for line in lines if line.turn}
    unused = tuple(
        Finding(
            "warning",
            "unused-role",
            f"说明文件 [roles] 里的“{label}”没有用上：讲稿里没有以“{label}：”开头的行，请核对称呼，或者删去这一项",
            Location(sidecar.name),
        )
        for label, _ in sidecar.roles
        if label not in speaking
    )
    return (*unused, *_on_groups(lines))


def _on_groups(lines: Iterable[Line]) -> Iterator[Finding]:
    """A note at the first words that several say together and nobody has the voice for."""
    together = [line for line in lines if line.turn and line.turn.role is None and is_group(line.turn.label)]
    for line in together[:1]:
        label = line.turn.label if line.turn else ""
        message = f"“{label}：”是几个人一起说的，没有给声音，用平常的声音读；要另用一个声音，请在 [roles] 里写上“合”和它的声音"
        yield Finding("info", "group-voice", message, line.location())
