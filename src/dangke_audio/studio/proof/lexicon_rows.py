"""The studio's own lexicon, `voices/lexicons/工作室.tsv` of the project: words that are read so from now on."""

from collections.abc import Iterable
from pathlib import Path

from dangke_audio.config.lexicons import FOLDER
from dangke_audio.durable import storage_error, write_durably
from dangke_audio.errors import ConfigError
from dangke_audio.model.lexicon import Lexicon, LexiconEntry, lexicon_of
from dangke_audio.pinyin import is_han, misfit, syllables_of
from dangke_audio.pronouncing import possible_readings

NAME = "工作室.tsv"
_HEAD = "# 在工作室里选了“以后都这样读”的词。词语<Tab>读音，一行一个；可以用记事本改。"


def row_of(project: Path, word: str) -> str | None:
    """The reading that the file has for a word. Raises StorageError."""
    fields = (line.split("\t") for line in _lines(project))
    return next((row[1].strip() for row in fields if row[0].strip() == word and len(row) > 1), None)


def set_row(project: Path, word: str, reading: str | None) -> None:
    """Give a word a row, or another reading, or none. The other lines stay as they are. Raises StorageError."""
    kept = [line for line in _lines(project) if line.split("\t")[0].strip() != word]
    rows = kept if reading is None else [*kept, f"{word}\t{reading}"]
    write_durably(_file(project), ["".join(f"{row}\n" for row in rows or [_HEAD]).encode()])


def fault_of(project: Path, lexicon: Lexicon, word: str, reading: str) -> str | None:
    """Why a row would be faulty, or would have no effect because another lexicon has the last word; in Chinese."""
    if "\t" in word + reading or word.startswith("#") or len(word.split()) != 1:
        return "请写一个词，中间不留空格"
    if reason := misfit(word, reading) or toneless(word, reading):
        return reason
    entry = lexicon.entries.get(word)
    name = entry.place.partition(":")[0] if entry else ""
    if entry and name > NAME and (project / "voices" / FOLDER / name).is_file():
        return f"“{word}”已经写在读音词典 {entry.place} 里，请在那个文件里改"
    return None


def toneless(word: str, reading: str) -> str | None:
    """Why a reading of one syllable without tone is a slip, in Chinese: `chong` is no neutral chong5 of 重, `de` is one of 的."""
    syllables = syllables_of(reading) or ()
    is_bare = len(syllables) == 1 and syllables[0].endswith("5") and not reading.strip()[-1].isdigit()
    if not is_bare or any(syllables[0] in possible_readings(one) for one in word if is_han(one)):
        return None
    return f"读音“{reading}”没有声调，请写成 chóng 或 chong2 的样子"


def with_row(lexicon: Lexicon, word: str, reading: str) -> Lexicon:
    """The lexicon as it would be."""
    return lexicon_of([*lexicon.entries.values(), LexiconEntry(word, reading, place=NAME)], f"{lexicon.digest}+")


def changed_words(before: Lexicon, after: Lexicon) -> frozenset[str]:
    """The words that one of two lexicons has and the other has not, or reads otherwise."""
    return frozenset(
        word for word in {*before.entries, *after.entries} if _reading(before, word) != _reading(after, word)
    )


def holds_any(words: Iterable[str], *texts: str) -> bool:
    """Whether one of the words stands in one of the texts."""
    return any(word in text for word in words for text in texts)


def _reading(lexicon: Lexicon, word: str) -> str | None:
    entry = lexicon.entries.get(word)
    return entry.reading if entry else None


def _file(project: Path) -> Path:
    return project / "voices" / FOLDER / NAME


def _lines(project: Path) -> list[str]:
    path = _file(project)
    try:
        return path.read_text(encoding="utf-8-sig").splitlines() if path.exists() else [_HEAD]
    except UnicodeDecodeError as error:
        raise ConfigError("读音词典不是 UTF-8 编码", place=str(path), hint="请另存为 UTF-8 编码") from error
    except OSError as error:
        raise storage_error(path, error) from error
