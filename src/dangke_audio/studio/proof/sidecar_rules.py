"""What the sidecar says about a line goes on being said when lines are reworded: rules know lines by their words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dangke_audio.model.sidecar import LineRule, Sidecar
from dangke_audio.model.source import SourceDocument
from dangke_audio.parsing.user_rules import folded
from dangke_audio.reading.sidecar import read_sidecar
from dangke_audio.studio.line_rules import write_sidecar


def follow_changes(copy: Path, before: SourceDocument, after: SourceDocument) -> None:
    """Give the rules about reworded lines their new words. Raises SourceError, StorageError."""
    sidecar = read_sidecar(copy)
    if sidecar is None:
        return
    written = tuple(paragraph.text for paragraph in after.paragraphs)
    old, new = (tuple(folded(one.text) for one in document.paragraphs) for document in (before, after))
    renamed = _Rewording(old, new, written).of(sidecar)
    if renamed != sidecar:
        write_sidecar(copy, renamed)


@dataclass(frozen=True, slots=True)
class _Rewording:
    """The words of all paragraphs, before and after; as many of them."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    written: tuple[str, ...]
    """After, as they stand there."""

    def of(self, sidecar: Sidecar) -> Sidecar:
        """The sidecar that says the same of the same paragraphs."""
        lines = [new for old in sidecar.lines for new in self._rules(old)]
        for_all = {(folded(rule.text), rule.role, rule.level) for rule in lines if rule.occurrence is None}
        kept = (
            one for one in lines if one.occurrence is None or (folded(one.text), one.role, one.level) not in for_all
        )
        return replace(sidecar, lines=tuple(kept), title=self._title(sidecar.title))

    def _title(self, title: str | None) -> str | None:
        index = self.before.index(folded(title)) if title and folded(title) in self.before else None
        return title if index is None or self.after[index] in ("", self.before[index]) else self._words(index)

    def _rules(self, rule: LineRule) -> Iterator[LineRule]:
        """What becomes of a rule. One about a paragraph that is emptied waits, named as the next of its words, for an undo."""
        words = folded(rule.text)
        there = [index for index, one in enumerate(self.before) if one == words]
        if rule.occurrence is None:
            gone = [index for index in there if self.after[index] not in ("", words)]
            if len(gone) < len(there) or not gone:
                yield rule
            yield from (self._rule_at(rule, index) for index in gone)
        elif rule.occurrence <= len(there):
            index = there[rule.occurrence - 1]
            waiting = replace(rule, occurrence=self.after.count(words) + 1)
            yield self._rule_at(rule, index) if self.after[index] else waiting
        else:
            back = [index for index, one in enumerate(self.after) if one == words and self.before[index] != words]
            is_next = rule.occurrence == len(there) + 1
            yield self._rule_at(rule, back[0]) if back and is_next else rule

    def _rule_at(self, rule: LineRule, index: int) -> LineRule:
        """The same about a paragraph."""
        words = self.after[index]
        alike = [other for other, one in enumerate(self.after) if one == words]
        is_one_of = len(alike) > 1 or rule.occurrence is not None
        text = rule.text if folded(rule.text) == words else self._words(index)
        return replace(rule, text=text, occurrence=alike.index(index) + 1 if is_one_of else None)

    def _words(self, index: int) -> str:
        return " ".join(self.written[index].split())
