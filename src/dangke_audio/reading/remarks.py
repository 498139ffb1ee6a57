"""Findings that several formats share: damaged bytes, gibberish, tables, words that are struck through."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from dangke_audio.model.report import Finding
from dangke_audio.model.source import SourceParagraph
from dangke_audio.reading.encoding import Decoded
from dangke_audio.reading.frequency import plausibility

_GARBLED = -1.0
_FEWEST_TO_JUDGE = 8
"""Characters."""


def on_bytes(decoded: Decoded, paragraphs: Sequence[SourceParagraph]) -> list[Finding]:
    """A file that was cut, pasted together from two encodings, has lost characters, or makes no sense in places."""
    findings = []
    if decoded.cut_short and paragraphs:
        message = "文件在一个字的中间断了，最后这个字没有读"
        findings.append(Finding("warning", "cut-short", message, paragraphs[-1].location))
    if "+" in decoded.encoding:
        message = f"文件里混有两种文字编码（{decoded.encoding.upper().replace('+', ' 和 ')}），已分别读取，请核对"
        findings.append(Finding("warning", "mixed-encoding", message))
    for paragraph in paragraphs:
        if len(paragraph.text) >= _FEWEST_TO_JUDGE and plausibility(paragraph.text) < _GARBLED:
            findings.append(Finding("warning", "garbled-text", "这一段像是乱码，请对照原稿核对", paragraph.location))
        if "\ufffd" in paragraph.text:
            message = "有无法还原的乱码字符（�）"
            findings.append(Finding("warning", "lost-character", message, paragraph.location))
    return findings


def on_tables(paragraphs: Sequence[SourceParagraph]) -> list[Finding]:
    """One for each run of rows."""
    findings = []
    for role, run in groupby(paragraphs, key=lambda paragraph: paragraph.role):
        rows = list(run)
        if role == "row":
            message = f"这里有一个表格，共 {len(rows)} 行，逐行读出"
            findings.append(Finding("info", "table", message, rows[0].location))
    return findings


def on_struck(reasons: Iterable[str]) -> list[Finding]:
    """One for all words that are struck through; `reasons` are those of all that was left out."""
    count = sum(reason == "struck-out" for reason in reasons)
    return [Finding("warning", "struck-out", f"有 {count} 处加了删除线的文字没有读")] if count else []
