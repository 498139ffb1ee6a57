"""XML of Office files: parsed without following anything, and named shortly (`w:p`) in both dialects.

Word writes either of two dialects (transitional and strict OOXML, ISO/IEC 29500) which differ in their namespaces
only. A file that declares a DTD is refused: OOXML forbids it, and it is how entities are smuggled in.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml import etree

from dangke_audio.errors import SourceError

Element = etree._Element

_OOXML = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_WORD = (f"{_OOXML}wordprocessingml/2006/main", f"{_STRICT}wordprocessingml/main")
_PREFIXES = {
    **dict.fromkeys(_WORD, "w"),
    f"{_OOXML}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OOXML}markup-compatibility/2006": "mc",
    f"{_OOXML}drawingml/2006/picture": "pic",
    f"{_STRICT}drawingml/picture": "pic",
    f"{_OOXML}drawingml/2006/chart": "c",
    f"{_STRICT}drawingml/chart": "c",
    f"{_OOXML}drawingml/2006/diagram": "dgm",
    f"{_STRICT}drawingml/diagram": "dgm",
    f"{_OOXML}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    "urn:schemas-microsoft-com:vml": "v",
}
_OFF = {"0", "false", "off"}
_HEAVIEST = 2_000_000
"""Tags and attributes of one paragraph or table: a frame around a text of a megabyte has a third of it."""
_DAMAGED = "请用 Word 或 WPS 打开它，另存为新的 .docx 文件后再试"


@lru_cache(maxsize=1024)
def _short(tag: str) -> str:
    namespace, _, local = tag[1:].rpartition("}")
    return f"{_PREFIXES.get(namespace, '?')}:{local}"


def name_of(element: Element) -> str:
    """`w:p`; `?:x` for what is none of our business."""
    return _short(element.tag)


@lru_cache(maxsize=1024)
def _keys(name: str) -> tuple[str, ...]:
    return (*(f"{{{namespace}}}{name}" for namespace in _WORD), name)


def attribute(element: Element, name: str) -> str | None:
    """Word's attribute of that name, in either dialect."""
    for key in _keys(name):
        found = element.get(key)
        if found is not None:
            return str(found)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, its first child of the next name, and so on."""
    for name in path:
        element = None if element is None else next((each for each in element if name_of(each) == name), None)
    return element


def value(element: Element | None, *path: str) -> str | None:
    """The `val` of the child at the end of the path."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val")


def is_on(element: Element | None, name: str) -> bool | None:
    """Whether a switch is on (`<w:b/>`) or off (`<w:b w:val="0"/>`); None where nothing is said."""
    found = child(element, name)
    return None if found is None else attribute(found, "val") not in _OFF


def integer(written: str | None, default: int) -> int:
    """A whole number, or the default for whatever is none."""
    try:
        return int(written) if written else default
    except ValueError:
        return default


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """All elements of these names below."""
    return (each for each in element.iter() if name_of(each) in names)


def _parser(**options: object) -> "etree.XMLPullParser":
    """Follows no link, expands nothing, keeps libxml2's own limits (depth 256, 10 MB of text in one place)."""
    return etree.XMLPullParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        **options,  # type: ignore[arg-type]
    )


def parsed(content: bytes) -> Element:
    """The root of a small part. Raises SourceError."""
    _refuse_dtd(content)
    parser = _parser()
    try:
        parser.feed(content)
        return parser.close()
    except etree.XMLSyntaxError as error:
        raise _malformed(error) from error


def blocks(chunks: Iterable[bytes]) -> Iterator[Element]:
    """The paragraphs and tables of a document's body one by one, each freed when the next is asked for.

    Raises SourceError for what is malformed, hostile, or no Word document.
    """
    parser = _parser(events=("start",), tag="{*}body")
    body: Element | None = None
    tail = b""
    weight = 0
    try:
        for chunk in chunks:
            if body is None:
                _refuse_dtd(tail + chunk)
                tail = chunk[-64:]
            parser.feed(chunk)
            weight += chunk.count(b"<") + chunk.count(b"=")
            body = body if body is not None else _body(parser)
            for block in _finished(body):
                weight = 0
                yield block
            if weight > _HEAVIEST:
                raise SourceError("文件的结构异常复杂，无法读取", hint=_DAMAGED)
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise _malformed(error) from error
    if body is None:
        raise SourceError(f"这不是 Word 文档（正文的格式是 {name_of(root)}）", hint="请检查是否选错了文件")
    yield from body


def _body(parser: "etree.XMLPullParser") -> Element | None:
    """The body as soon as it has begun."""
    for _, element in parser.read_events():
        if isinstance(element, Element) and name_of(element) == "w:body":
            return element
    return None


def _finished(body: Element | None) -> Iterator[Element]:
    """Children that are whole, because another one follows; each is removed afterwards."""
    while body is not None:
        first = next(iter(body), None)
        if first is None or first.getnext() is None:
            return
        yield first
        first.clear()  # without it lxml first rewrites the namespaces of all that is removed, in quadratic time
        body.remove(first)


def _refuse_dtd(content: bytes) -> None:
    """The markup cannot stand in text, where `<` is written `&lt;`; the NULs are those of UTF-16."""
    if b"<!DOCTYPE" in content.replace(b"\x00", b""):
        raise SourceError("文件里有不允许的 XML 声明（DTD），可能是恶意文件，没有读取", hint="请确认文件的来源")


def _malformed(error: etree.XMLSyntaxError) -> SourceError:
    """What libxml2 complains of."""
    if "depth" in str(error).lower() or "huge" in str(error).lower():
        return SourceError("文件的结构异常复杂，无法读取", hint=_DAMAGED)
    return SourceError(f"文件已损坏（内部第 {error.lineno} 行）", hint=_DAMAGED)
