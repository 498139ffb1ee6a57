"""What a PDF's text layer lacks: no text at all, pages without text, characters that nobody can tell."""

from collections.abc import Sequence

from dangke_audio.errors import SourceError
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.source import Omission
from dangke_audio.reading.frequency import plausibility
from dangke_audio.reading.omissions import omission, visible
from dangke_audio.reading.pdf.extraction import Layer
from dangke_audio.reading.pdf.margins import Margins
from dangke_audio.reading.pdf.page import Page

_FEWEST_CHARACTERS = 8
"""On average per page: scans may have a page number or a stamp as text."""
_MOST_UNREADABLE = 0.3
_SAMPLE = 20_000
_LISTED = 8
"""Runs of pages that a message names."""
_NO_FONT = "取不出来：它的字体没有嵌在文件里，这台电脑上也没有"
_WITH_FONTS = "请在装有中文字体的电脑上用 WPS 或 Word 打开它，另存为 .docx 后再试"
_OCR = "请用 WPS 或 Word 的“PDF 转 Word（文字识别 OCR）”转成 .docx 并校对，或者向发来的人要 Word 原稿"


def require_text(name: str, pages: Sequence[Page]) -> None:
    """Raise SourceError unless the pages hold text that can be read."""
    text = "".join(piece.text for page in pages for piece in page.pieces)
    seen = sum(not character.isspace() for character in text)
    pictured = sum(page.pictured for page in pages)
    if seen < _FEWEST_CHARACTERS * len(pages) and (pictured > len(pages) / 2):
        raise SourceError("这份 PDF 是扫描的图片，没有文字，机器读不出来", place=name, hint=_OCR)
    if not seen and any(page.lost for page in pages):
        raise SourceError(f"这份 PDF 的文字{_NO_FONT}", place=name, hint=_WITH_FONTS)
    if not seen:
        raise SourceError("这份 PDF 里没有文字", place=name, hint="请检查是否选错了文件")
    unknown = sum("\ue000" <= character <= "\uf8ff" or character == "\ufffd" for character in text)
    if unknown > _MOST_UNREADABLE * seen or plausibility(text[:_SAMPLE]) < 0:
        message = "这份 PDF 没有记下字形对应的是哪个字，取出来的是乱码"
        raise SourceError(message, place=name, hint=_OCR)


def findings_of(name: str, layer: Layer, margins: Margins) -> tuple[Finding, ...]:
    """What the user should know about the pages."""
    with_text = {row.page for row in margins.body}
    pictured = [page.number for page in layer.pages if page.pictured and page.number not in with_text]
    unreadable = [page.number for page in layer.pages if page.unreadable]
    findings = []
    if pictured:
        message = f"{_listed(pictured)}只有图片，没有文字，没有读；{_OCR}"
        findings.append(Finding("warning", "page-without-text", message, Location(name, page=pictured[0])))
    if layer.damaged:
        message = f"{_listed(layer.damaged)}已经损坏，没有读"
        findings.append(Finding("warning", "page-damaged", message, Location(name, page=layer.damaged[0])))
    if unreadable:
        message = f"{_listed(unreadable)}有认不出的字符（�），请对照原文核对"
        findings.append(Finding("warning", "lost-character", message, Location(name, page=unreadable[0])))
    lost = [page.number for page in layer.pages if page.lost]
    if lost:
        message = f"{_listed(lost)}有的字{_NO_FONT}；{_WITH_FONTS}"
        findings.append(Finding("warning", "font-missing", message, Location(name, page=lost[0])))
    if margins.headers or margins.numbers:
        findings.append(Finding("info", "page-margins", f"没有读{_margins(margins)}"))
    if any(page.slanted.strip() for page in layer.pages):
        findings.append(Finding("info", "watermark", "没有读斜排的水印"))
    return tuple(findings)


def omissions_of(name: str, layer: Layer, margins: Margins) -> tuple[Omission, ...]:
    """What stands at the edges of the pages and across them, page by page."""
    pieces = [(row.page, row.text, "page-header") for row in margins.headers]
    pieces += [(row.page, row.text, "page-number") for row in margins.numbers]
    pieces += [(page.number, page.slanted, "watermark") for page in layer.pages]
    pieces.sort(key=lambda piece: piece[0])
    return visible(omission(text, reason, Location(name, page=page)) for page, text, reason in pieces)


def _margins(margins: Margins) -> str:
    """页眉页脚 9 处，页码 9 处."""
    counts = (("页眉页脚", len(margins.headers)), ("页码", len(margins.numbers)))
    return "，".join(f"{what} {count} 处" for what, count in counts if count)


def _listed(pages: Sequence[int]) -> str:
    """[2, 3, 4, 7] → 第 2—4、7 页; of many, the first ones and how many."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    numbers = "、".join(str(first) if first == last else f"{first}—{last}" for first, last in runs[:_LISTED])
    return f"第 {numbers} 页" if len(runs) <= _LISTED else f"第 {numbers} 等 {len(pages)} 页"
