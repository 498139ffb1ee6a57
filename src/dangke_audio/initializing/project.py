"""The files of a new project folder. What is there already is never touched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from dangke_audio.config.lexicons import FOLDER as LEXICONS
from dangke_audio.config.profiles import load_profile, profile_file, shipped_profiles
from dangke_audio.config.project import CONFIG
from dangke_audio.durable import storage_error, write_durably
from dangke_audio.errors import SourceError

OWN_VOICE = "我的声音"
OWN_LEXICON = "我的读音"


@dataclass(frozen=True, slots=True)
class Laid:
    """One file of a project folder."""

    name: str
    """Seen from the folder, with /."""
    is_new: bool
    """False where it was there before: it stands as it stood."""


def lay_out_project(folder: Path, voice: str, project: Path) -> tuple[Laid, ...]:
    """Put `dangke.toml`, a voice profile and a lexicon of the user's own into a folder, which is made if need be.

    The own profile starts as `voice` of `project`. Raises ConfigError where there is none of that name, SourceError
    where a file stands in the folder's place, StorageError.
    """
    content = dict(_content(voice, project))
    if folder.exists() and not folder.is_dir():
        raise SourceError("这是一个文件，不是文件夹", place=str(folder), hint="请换一个名字")
    return tuple(Laid(name, _write_new(folder / name, text)) for name, text in content.items())


def _content(voice: str, project: Path) -> Iterator[tuple[str, str]]:
    yield CONFIG, files(__package__).joinpath(CONFIG).read_text(encoding="utf-8")
    yield f"voices/{OWN_VOICE}.toml", _own_voice(voice, project)
    lexicon = shipped_profiles() / LEXICONS / "local.tsv"
    mark = "\ufeff"  # without it Excel takes the file for GBK
    yield f"voices/{LEXICONS}/{OWN_LEXICON}.tsv", mark + lexicon.read_text(encoding="utf-8")


def _own_voice(voice: str, project: Path) -> str:
    """The profile's file, remarks and all, under a title that tells the two apart."""
    load_profile(voice, project)
    path = profile_file(voice, project)
    assert path is not None, "it has just been loaded"
    text = re.sub(r"\A(#.*\n)+", "", path.read_text(encoding="utf-8-sig"))
    title = re.sub(r'(?m)^(title\s*=\s*")', rf"\g<1>{OWN_VOICE}，", text, count=1)
    return f"# 从声音 {voice} 复制来的，改成自己要的；用 --voice {OWN_VOICE} 来选它。\n{title}"


def _write_new(path: Path, text: str) -> bool:
    """Whether the file is new."""
    if path.exists():
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(path, error) from error
    write_durably(path, [text.encode()])
    return True
