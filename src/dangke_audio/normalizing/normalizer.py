"""Classify first, on the folded sentence and without rewriting; verbalize second; then put the pieces together."""

import re
import unicodedata
from collections.abc import Sequence

from dangke_audio.model.lecture import Sentence
from dangke_audio.model.lexicon import NO_LEXICON, Lexicon
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.source import Pin
from dangke_audio.model.speech import Change
from dangke_audio.normalizing.composing import apply, compose
from dangke_audio.normalizing.folding import UNFOLDED, fold
from dangke_audio.normalizing.held import Held, held_spans, moved
from dangke_audio.normalizing.normalization import Normalization
from dangke_audio.normalizing.rule import Claim, Reading
from dangke_audio.normalizing.rules import RULES

_READINGS = tuple((rule.name, reading) for rule in RULES for reading in rule.readings)
_ROUNDS = 4
_NOTHING_TO_DO = re.compile(r"[一-鿿。，、；：？！“”‘’（）《》…]*")


def normalize(sentence: Sentence, lexicon: Lexicon = NO_LEXICON) -> Normalization:
    """Turn what is written into what is said: 2023年10月1日 → 二零二三年十月一日.

    What the author pinned and what the lexicon has a word for is said so, before any rule. Never raises; applied to
    its own output it changes nothing.
    """
    written = sentence.written
    held = held_spans(written, sentence.pins, lexicon)
    if not held and _NOTHING_TO_DO.fullmatch(written):
        return Normalization(written, (), ())
    claims = classify(fold(written), held)
    changes = _changes(written, fold(written), claims, held)
    # Where a symbol was dropped, its neighbours may now make up a form that a rule knows: once more, until it rests.
    for _ in range(_ROUNDS):
        spoken, rest = apply(written, changes), moved(held, changes)
        if not (more := _changes(spoken, fold(spoken), classify(fold(spoken), rest), rest)):
            break
        changes = compose(written, changes, more)
    pins = tuple(Pin(span.start, span.end, span.pin) for span in moved(held, changes) if span.pin)
    return Normalization(apply(written, changes), changes, _findings(claims, sentence.location), pins)


def classify(folded: str, held: Sequence[Held] = ()) -> list[Claim]:
    """Which rule has which span of the sentence; no two overlap, and none touches what is held."""
    taken = bytearray(len(folded))
    for span in held:
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    claims: list[Claim] = []
    for rule, reading in _READINGS:
        for match, start, end in _matches(reading, folded, taken):
            taken[start:end] = b"\x01" * (end - start)
            claims.append(Claim(rule, start, end, match, reading))
    return sorted(claims, key=lambda claim: claim.start)


def _matches(reading: Reading, folded: str, taken: bytearray) -> list[tuple[re.Match[str], int, int]]:
    """The matches of one reading whose spans are free."""
    found = []
    position, group = 0, "span" if "span" in reading.pattern.groupindex else 0
    while match := reading.pattern.search(folded, position):
        start, end = match.span(group)
        if start < end and taken.find(1, start, end) < 0 and reading.applies(match):
            found.append((match, start, end))
            position = end
        else:
            position = match.start() + 1
    return found


def _changes(written: str, folded: str, claims: list[Claim], held: Sequence[Held]) -> tuple[Change, ...]:
    said = [(claim.rule, claim.start, claim.end, claim.verbalize()) for claim in claims]
    said += [(span.rule, span.start, span.end, span.spoken) for span in held]
    changes: list[Change] = []
    position = 0
    for rule, start, end, after in sorted(said, key=lambda one: one[1]):
        changes += _widths(written, folded, position, start)
        if written[start:end] != after:
            changes.append(Change(rule, start, end, written[start:end], after))
        position = end
    return tuple(changes + _widths(written, folded, position, len(written)))


def _widths(written: str, folded: str, start: int, end: int) -> list[Change]:
    """What folding alone has changed between two claims: a comma becomes ，."""
    plain = folded[start:end].translate(UNFOLDED)
    if plain == written[start:end]:
        return []
    return [
        Change("width", start + offset, start + offset + 1, written[start + offset], after)
        for offset, after in enumerate(plain)
        if after != written[start + offset]
    ]


def _findings(claims: list[Claim], location: Location) -> tuple[Finding, ...]:
    """Redactions, and symbols with a meaning that no table has a word for."""
    redacted = [claim.match[0] for claim in claims if claim.rule == "redaction"]
    dropped = dict.fromkeys(claim.match[0] for claim in claims if claim.rule == "symbol" and _says_something(claim))
    findings: list[Finding] = []
    if redacted:
        message = f"这一句里有涂掉的字「{redacted[0]}」，不读出来"
        findings.append(Finding("info", "redaction", message, location))
    if dropped:
        message = f"符号「{'」「'.join(dropped)}」没有读法，不读出来；如果应当读，请改成文字"
        findings.append(Finding("warning", "symbol-dropped", message, location))
    return tuple(findings)


def _says_something(claim: Claim) -> bool:
    """∈ and ㈱ do; box drawing, block and geometric ornaments (U+2500 … U+25FF) and blanks do not."""
    symbol = claim.match[0]
    means = unicodedata.category(symbol[0]) in {"Sm", "So", "Sc"} and not "\u2500" <= symbol[0] <= "\u25ff"
    return means and not claim.verbalize()
