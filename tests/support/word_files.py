"""Word files made of raw XML, so that a test shows what stands in the file."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

TRANSITIONAL = "http://schemas.openxmlformats.org/"
STRICT = "http://purl.oclc.org/ooxml/"
_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_STRICT_NAMESPACES = {
    "w": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "m": "http://purl.oclc.org/ooxml/officeDocument/math",
    "r": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def run(text: str, properties: str = "") -> str:
    """A `w:r` with text; `properties` goes into its `w:rPr`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(
    content: str = "", *, style: str = "", number: tuple[int, int | None] | None = None, properties: str = ""
) -> str:
    """A `w:p` of text, or of the XML that `content` is; `number` is (numId, ilvl)."""
    inner = content if content.startswith("<") or not content else run(content)
    head = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        level = "" if number[1] is None else f'<w:ilvl w:val="{number[1]}"/>'
        head += f'<w:numPr>{level}<w:numId w:val="{number[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{head}{properties}</w:pPr>{inner}</w:p>"


def field(instruction: str, result: str = "") -> str:
    """A complex field within a paragraph."""
    separate = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>'
        f'{separate}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table(*rows: tuple[str, ...]) -> str:
    """A `w:tbl`; a cell that is no XML becomes a paragraph."""
    made = ""
    for row in rows:
        cells = "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row)
        made += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


def level(ilvl: int, number_format: str, template: str, extra: str = "", start: int = 1) -> str:
    """A `w:lvl`."""
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{escape(template)}"/></w:lvl>'
    )


def abstract(identifier: int, *levels: str) -> str:
    """A `w:abstractNum`."""
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(levels)}</w:abstractNum>'


def num(identifier: int, of_abstract: int, *overrides: str) -> str:
    """A `w:num`."""
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of_abstract}"/>{"".join(overrides)}</w:num>'


def restart(ilvl: int, start: int) -> str:
    """A `w:lvlOverride` of the start."""
    return f'<w:lvlOverride w:ilvl="{ilvl}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(
    identifier: str,
    name: str,
    properties: str = "",
    *,
    based_on: str = "",
    run_properties: str = "",
    kind: str = "paragraph",
) -> str:
    """A `w:style`."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>"
    )


def word_file(
    folder: Path,
    *blocks: str,
    styles: str = "",
    numbering: str = "",
    strict: bool = False,
    name: str = "讲稿.docx",
    main: str = "word/document.xml",
    more: Mapping[str, str | bytes] | None = None,
) -> Path:
    """Write a Word file whose body holds these blocks; `more` adds or replaces entries of the zip file."""
    namespaces = _NAMESPACES | (_STRICT_NAMESPACES if strict else {})
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in namespaces.items())
    relations = f"{STRICT if strict else TRANSITIONAL}officeDocument/{'' if strict else '2006/'}relationships"
    main_folder, main_name = main.rsplit("/", 1)
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types><Override PartName="/{main}" ContentType="{MAIN_TYPE}"/></Types>',
        "_rels/.rels": _relationships({f"{relations}/officeDocument": main}),
        f"{main_folder}/_rels/{main_name}.rels": _relationships(
            {f"{relations}/styles": "styles.xml", f"{relations}/numbering": "numbering.xml"}
        ),
        main: f"<w:document {declared}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>",
        f"{main_folder}/styles.xml": f"<w:styles {declared}>{styles}</w:styles>",
        f"{main_folder}/numbering.xml": f"<w:numbering {declared}>{numbering}</w:numbering>",
        **(more or {}),
    }
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in entries.items():
            archive.writestr(entry, content)
    return path


def _relationships(targets: Mapping[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="rId{place}" Type="{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'
