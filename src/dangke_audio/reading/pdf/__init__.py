"""PDF files with a text layer → SourceDocument.

bytes → pieces (text_layer, a process of its own) → rows → without margins → paragraphs → looks
"""

from pathlib import Path

from dangke_audio.errors import SourceError
from dangke_audio.model.source import SourceDocument
from dangke_audio.reading.files import file_bytes, printable, sha256_of
from dangke_audio.reading.pdf.extraction import extract
from dangke_audio.reading.pdf.frames import frames_of
from dangke_audio.reading.pdf.looks import source_paragraphs
from dangke_audio.reading.pdf.margins import without_margins
from dangke_audio.reading.pdf.oddities import findings_of, omissions_of, require_text
from dangke_audio.reading.pdf.paragraphs import paragraphs_of
from dangke_audio.reading.pdf.rows import rows_of

__all__ = ["read_pdf"]

LARGEST_BYTES = 100_000_000


def read_pdf(path: Path) -> SourceDocument:
    """Read a PDF whose text can be marked with the mouse. Raises SourceError, for scanned pages too."""
    name = printable(path.name)
    data = file_bytes(path, LARGEST_BYTES)
    if not data.strip(b"\0 \t\r\n"):
        raise SourceError("文件是空的", place=name, hint="请检查它是否已经下载完或保存好")
    layer = extract(name, data)
    require_text(name, layer.pages)
    margins = without_margins([(rows_of(page), page.height) for page in layer.pages])
    body = margins.body
    if not body:
        raise SourceError("文件里没有文字", place=name, hint="请检查是否选错了文件")
    frames = frames_of(body)
    paragraphs = source_paragraphs(name, paragraphs_of(body, frames), frames)
    findings = findings_of(name, layer, margins)
    return SourceDocument(name, "pdf", sha256_of(data), paragraphs, findings, omissions_of(name, layer, margins))
