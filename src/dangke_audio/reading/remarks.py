"""Findings that several formats share: damaged bytes, tables, words that are struck through."""

from collections.abc import Sequence
from itertools import groupby

from dangke_audio.model.report import Finding
from dangke_audio.model.source import SourceParagraph
from dangke_audio.reading.encoding import Decoded
from dangke_audio.reading.files import excerpt_of


def on_bytes(decoded: Decoded, paragraphs: Sequence[SourceParagraph]) -> list[Finding]:
    """A file that was cut, pasted together from two encodings, or has lost characters."""
    findings = []
    if decoded.cut_short:
        message = "文件在一个字的中间断了，最后这个字没有读"
        findings.append(Finding("warning", "cut-short", message, paragraphs[-1].location))
    if "+" in decoded.encoding:
        message = f"文件里混有两种文字编码（{decoded.encoding.upper().replace('+', ' 和 ')}），已分别读取，请核对"
        findings.append(Finding("warning", "mixed-encoding", message))
    for paragraph in paragraphs:
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


def on_struck(struck: Sequence[str]) -> list[Finding]:
    """One for all words that are struck through, quoting the first of them."""
    if not struck:
        return []
    quoted = "、".join(f"“{excerpt_of(words)}”" for words in struck[:3])
    return [Finding("warning", "struck-out", f"有 {len(struck)} 处加了删除线的文字没有读：{quoted}")]
