"""Classify first, on the folded sentence and without rewriting; verbalize second; then put the pieces together."""

import re
import unicodedata

from dangke_audio.model.lecture import Sentence
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.speech import Change
from dangke_audio.normalizing.composing import apply, compose
from dangke_audio.normalizing.folding import UNFOLDED, fold
from dangke_audio.normalizing.normalization import Normalization
from dangke_audio.normalizing.rule import Claim, Reading
from dangke_audio.normalizing.rules import RULES

_READINGS = tuple((rule.name, reading) for rule in RULES for reading in rule.readings)
_ROUNDS = 4
_NOTHING_TO_DO = re.compile(r"[一-鿿。，、；：？！“”‘’（）《》…]*")


def normalize(sentence: Sentence) -> Normalization:
    """Turn what is written into what is said: 2023年10月1日 → 二零二三年十月一日.

    Never raises; applied to its own output it changes nothing.
    """
    written = sentence.written
    if _NOTHING_TO_DO.fullmatch(written):
        return Normalization(written, (), ())
    claims = classify(fold(written))
    changes = _changes(written, fold(written), claims)
    # Where a symbol was dropped, its neighbours may now make up a form that a rule knows: once more, until it rests.
    for _ in range(_ROUNDS):
        spoken = apply(written, changes)
        if not (more := _changes(spoken, fold(spoken), classify(fold(spoken)))):
            break
        changes = compose(written, changes, more)
    return Normalization(apply(written, changes), changes, _findings(claims, sentence.location))


def classify(folded: str) -> list[Claim]:
    """Which rule has which span of the sentence; no two overlap."""
    taken = bytearray(len(folded))
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


def _changes(written: str, folded: str, claims: list[Claim]) -> tuple[Change, ...]:
    changes: list[Change] = []
    position = 0
    for claim in claims:
        changes += _widths(written, folded, position, claim.start)
        before, after = written[claim.start : claim.end], claim.verbalize()
        if before != after:
            changes.append(Change(claim.rule, claim.start, claim.end, before, after))
        position = claim.end
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
