"""A notice of a few lines, given as words or as a file → a script's file, which stays beside the audio."""

from pathlib import Path

from dangke_audio.delivering.names import file_stem
from dangke_audio.durable import storage_error, write_durably
from dangke_audio.errors import SourceError

FOLDER = "通知"
LONGEST_STEM = 16
"""Characters of the notice that its file is named by."""
SUFFIXES = (".txt", ".docx", ".md", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".html", ".htm")


def notice_script(words: str, project: Path) -> Path:
    """The file that is named, or a new one below `通知/` that holds the words; the same words, the same file.

    Raises SourceError for a file that is not there and for nothing at all, StorageError.
    """
    text = words.strip()
    if not text:
        raise SourceError("通知是空的", hint="请写上要播的话，例如 dangke-audio notice “明天上午停水。”")
    if "\n" not in text and (_is_file(text) or text.lower().endswith(SUFFIXES)):
        if not _is_file(text):
            raise SourceError("找不到这个文件", place=text, hint="请检查文件名和所在的文件夹")
        return Path(text)
    content = f"{text}\n".encode("utf-8", "replace")
    path = _free(project / FOLDER, file_stem(text.splitlines()[0][:LONGEST_STEM], FOLDER), content)
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(path, error) from error
        write_durably(path, [content])
    return path


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # words may be too long for a name
        return False


def _free(folder: Path, stem: str, content: bytes) -> Path:
    """The first name that is free, or whose file holds just this."""
    number = 1
    while True:
        path = folder / (f"{stem}.txt" if number == 1 else f"{stem}-{number}.txt")
        if not path.exists() or (path.is_file() and path.read_bytes() == content):
            return path
        number += 1
