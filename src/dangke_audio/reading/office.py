"""Old and foreign word processor files, which LibreOffice turns into .docx where it is installed.

It runs hidden, in a fresh profile and a fresh folder, with macros, link updates and the network off, under watch.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from dangke_audio.errors import SourceError
from dangke_audio.model.report import Location
from dangke_audio.model.source import SourceDocument
from dangke_audio.reading.child import run_child
from dangke_audio.reading.files import file_bytes, printable, reason_of, sha256_of
from dangke_audio.reading.kinds import HEAD_BYTES, Kind, kind_of

LARGEST_BYTES = 100_000_000
SECONDS = 120
MEMORY_BYTES = 2_000_000_000

SAVE_AS_DOCX = (
    "请把它存成 .docx 再试。Word：文件 → 另存为 → 保存类型选“Word 文档（*.docx）”；"
    "WPS：文件 → 另存为 → 文件类型选“Microsoft Word 文件（*.docx）”"
)
CONVERTIBLE: Mapping[Kind, str] = {"ole": "doc", "rtf": "rtf", "odt": "odt", "word-xml": "xml"}
"""Kind of file → the suffix by which LibreOffice knows it."""
_SUFFIXES: Mapping[Kind, tuple[str, ...]] = {
    "ole": (".doc", ".dot", ".wps", ".wpt"),
    "rtf": (".rtf",),
    "odt": (".odt",),
    "word-xml": (".xml",),
}
_CALLED: Mapping[Kind, str] = {
    "ole": "Word 或 WPS 旧格式的文件（doc、wps）",
    "rtf": "写字板格式的文件（rtf）",
    "odt": "OpenDocument 格式的文件（odt）",
    "word-xml": "Word 的 XML 格式的文件",
}

# Names of streams in an OLE file, which say what it is if it is no text.
_STREAMS = (
    ("EncryptedPackage", "这个文件加了密码，打不开", "请用 Word 或 WPS 打开它、输入密码，去掉密码后另存"),
    ("WordDocument", "", ""),
    ("PowerPoint Document", "这是演示文稿（PPT），不是讲稿", "请把讲稿的文字存成 Word 文档（*.docx）"),
    ("Workbook", "这是表格（Excel），不是讲稿", "请把讲稿的文字存成 Word 文档（*.docx）"),
)
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_OPTIONS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard")
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    # A proxy that nobody listens at: whatever would go out ends here.
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}</oor:items>
"""
_ITEM = '<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'


def read_through_office(path: Path, read_word: Callable[[Path], SourceDocument]) -> SourceDocument:
    """Read a .doc, .wps, .rtf or .odt file by way of .docx. Raises SourceError, also where LibreOffice is absent."""
    name = printable(path.name)
    data = file_bytes(path, LARGEST_BYTES)
    kind = kind_of(data[:HEAD_BYTES])
    if kind not in CONVERTIBLE:
        raise SourceError("这不是 Word 或 WPS 的文档，或者已经损坏", place=name, hint=SAVE_AS_DOCX)
    if kind == "ole":
        _require_text_document(name, data)
    office = find_office()
    if office is None:
        own_name = path.suffix.lower() in _SUFFIXES[kind]
        message = (
            f"还不能直接读取这种旧格式的文件（{path.suffix}）"
            if own_name
            else f"这其实是{_CALLED[kind]}，还不能直接读取"
        )
        raise SourceError(message, place=name, hint=SAVE_AS_DOCX)
    with tempfile.TemporaryDirectory(prefix="dangke-", ignore_cleanup_errors=True) as folder:
        converted = _convert(office, data, CONVERTIBLE[kind], Path(folder), name)
        try:
            document = read_word(converted)
        except SourceError as error:
            raise SourceError(error.message, place=name, hint=error.hint) from error
    return _as_original(document, name, CONVERTIBLE[kind], sha256_of(data))


def find_office() -> str | None:
    """LibreOffice's program: on the PATH, or where its installers put it."""
    for program in ("soffice", "libreoffice"):
        found = shutil.which(program)
        if found:
            return found
    windows = [
        Path(os.environ[variable]) / "LibreOffice" / "program" / "soffice.com"
        for variable in ("ProgramFiles", "ProgramFiles(x86)")
        if variable in os.environ
    ]
    optional = sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
    places = [*map(Path, _USUAL_PLACES), *optional, *windows]
    return next((str(place) for place in places if place.is_file()), None)


def _require_text_document(name: str, data: bytes) -> None:
    """Raise SourceError for tables, slides and what is locked by a password."""
    for stream, message, hint in _STREAMS:
        if stream.encode("utf-16-le") in data:
            if message:
                raise SourceError(message, place=name, hint=hint)
            return


def _convert(office: str, data: bytes, suffix: str, folder: Path, name: str) -> Path:
    """Make a .docx in the folder. Raises SourceError; `name` is the original's."""
    source, profile = folder / f"script.{suffix}", folder / "profile"
    source.write_bytes(data)
    (profile / "user").mkdir(parents=True)
    items = "".join(_ITEM.format(path=path, name=setting, value=value) for path, setting, value in _SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")
    arguments = [office, f"-env:UserInstallation={profile.as_uri()}", *_OPTIONS, "--convert-to", "docx"]
    arguments += ["--outdir", str(folder / "made"), str(source)]
    try:
        outcome = run_child(arguments, seconds=SECONDS, memory_bytes=MEMORY_BYTES)
    except OSError as error:
        raise SourceError(f"LibreOffice 启动不了：{reason_of(error)}", place=name, hint=SAVE_AS_DOCX) from error
    if outcome.stopped:
        reason = "两分钟还没有转换完" if outcome.stopped == "time" else "转换时内存放不下"
        raise SourceError(f"LibreOffice {reason}", place=name, hint=SAVE_AS_DOCX)
    made = folder / "made" / "script.docx"
    if not made.is_file():
        message = "LibreOffice 打不开这个文件：它可能已经损坏，或者加了密码"
        raise SourceError(message, place=name, hint=SAVE_AS_DOCX)
    return made


def _as_original(document: SourceDocument, name: str, encoding: str, sha256: str) -> SourceDocument:
    """The converted document under the original's name, in all of its places too."""

    def placed(location: Location) -> Location:
        return replace(location, path=name)

    paragraphs = tuple(replace(p, location=placed(p.location)) for p in document.paragraphs)
    findings = tuple(replace(f, location=f.location and placed(f.location)) for f in document.findings)
    omitted = tuple(replace(piece, location=placed(piece.location)) for piece in document.omitted)
    return replace(
        document,
        name=name,
        encoding=encoding,
        sha256=sha256,
        paragraphs=paragraphs,
        findings=findings,
        omitted=omitted,
    )
