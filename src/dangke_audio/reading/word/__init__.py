"""Word files (.docx .docm .dotx .dotm): what a reader of the document sees, and nothing else.

    bytes → archive (zip, with limits) → package (parts) → xml (blocks) → body → paragraphs

`styles` and `numbering` know what the file says in other places; `inline`, `fields` and `equations` read one
paragraph; `tables` and `wrappers` know shapes; `tally` keeps what is told to the user.
"""

from pathlib import Path

from dangke_audio.errors import SourceError
from dangke_audio.model.report import Location
from dangke_audio.model.source import SourceDocument, SourceParagraph
from dangke_audio.reading.files import file_bytes, printable, sha256_of
from dangke_audio.reading.word.body import BodyReader
from dangke_audio.reading.word.notes import notes_of
from dangke_audio.reading.word.numbering import Lists
from dangke_audio.reading.word.package import Package
from dangke_audio.reading.word.styles import Styles
from dangke_audio.reading.word.tally import Tally
from dangke_audio.reading.word.xml import blocks

__all__ = ["read_word"]

LARGEST_BYTES = 90_000_000
"""Of the file, pictures included."""


def read_word(path: Path) -> SourceDocument:
    """Read a Word file, with its automatic numbers. Raises SourceError."""
    name = printable(path.name)
    data = file_bytes(path, LARGEST_BYTES)
    tally = Tally(Location(name))
    try:
        paragraphs = _paragraphs(data, name, tally)
    except SourceError as error:  # the rooms below know no file names
        raise SourceError(error.message, place=error.place or name, hint=error.hint) from error
    except RecursionError as error:
        raise SourceError("文件的结构异常复杂，无法读取", place=name, hint="请把文字复制到新文件中再试") from error
    if not paragraphs:
        raise SourceError("文件里没有文字", place=name, hint="请检查讲稿是否已经保存；图片里的文字读不了") from None
    return SourceDocument(name, "docx", sha256_of(data), paragraphs, tally.findings(), tally.omitted())


def _paragraphs(data: bytes, name: str, tally: Tally) -> tuple[SourceParagraph, ...]:
    package = Package(data)
    styles = Styles(package.part("styles"))
    lists = Lists(package.part("numbering"), styles)
    return tuple(BodyReader(name, styles, lists, notes_of(package), tally).read(blocks(package.main_chunks())))
