"""Characters that are no writing: they vanish before anything is recognised, so that they can do no harm."""

import re
from dataclasses import replace

from dangke_audio.model.report import Finding
from dangke_audio.model.source import SourceDocument, SourceParagraph
from dangke_audio.parsing.lines import PLAIN, Line, Look, line_of, without_bullet

# Terminal colours; control characters but tab; soft hyphen; zero-width and direction marks; the mark of a lost
# character; private use; variation selectors and tags.
_INVISIBLE = re.compile(
    r"\x1b\[[0-9;]*[A-Za-z]|[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff"
    r"\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# Emoji and ornaments; the numbered dingbats ❶–➓ stay.
_PICTURE = re.compile(r"[\u2600-\u2775\u2794-\u27bf\u2b00-\u2bff\u20e3\U0001f000-\U0001faff]")


_UNWRITTEN = re.compile(f"{_INVISIBLE.pattern}|{_PICTURE.pattern}")
# A heading of Markdown: ## 二、历史 ##
_HASHES = re.compile(r"\s{0,3}(?P<hashes>#{1,6})[ \u3000\t]+(?=[^\s#])(?P<words>.*?)[\s#]*")


def unwritten_spans(text: str) -> list[tuple[int, int]]:
    """Where characters stand that are no writing."""
    return [found.span() for found in _UNWRITTEN.finditer(text)]


def clean(paragraph: SourceParagraph) -> Line:
    """The paragraph as a line; its text may be empty."""
    line = line_of(paragraph)
    unwritten = unwritten_spans(line.text)
    line = line.only(line.between(unwritten)) if unwritten else line
    return without_bullet(_without_hashes(line))


def _without_hashes(line: Line) -> Line:
    """A line that Markdown takes for a heading, as such a heading: the marks are no writing."""
    found = _HASHES.fullmatch(line.text) if line.look == PLAIN else None
    if found is None:
        return line
    return replace(line.part(*found.span("words")), look=Look("heading", len(found["hashes"])))


# Private use inside a line may stand for a rare character of somebody's own font; at its head it is Word's bullet.
_PRIVATE = re.compile(r"(?<=[^\s\ue000-\uf8ff])[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def findings_on_pictures(document: SourceDocument) -> tuple[Finding, ...]:
    """One note each on the emoji and on the private-use characters of a script, at the first: they are not read."""
    return (*_findings_on_private_use(document), *_findings_on_emoji(document))


def _findings_on_private_use(document: SourceDocument) -> tuple[Finding, ...]:
    found = [paragraph.location for paragraph in document.paragraphs if _PRIVATE.search(paragraph.text)]
    if not found:
        return ()
    message = f"有 {len(found)} 行含有别的电脑显示不出的自造字，没有读；请核对原稿，改成通用的字"
    return (Finding("warning", "private-use", message, found[0]),)


def _findings_on_emoji(document: SourceDocument) -> tuple[Finding, ...]:
    found = [(paragraph, _PICTURE.findall(paragraph.text)) for paragraph in document.paragraphs]
    count = sum(len(pictures) for _, pictures in found)
    if not count:
        return ()
    first = next(paragraph for paragraph, pictures in found if pictures)
    message = f"有 {count} 个表情或图形符号，不朗读"
    return (Finding("info", "pictures", message, first.location),)
