"""`dangke-audio lexicon test`: how a word would be read, and where it stands in scripts."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from dangke_audio.checking.front_end import FrontEnd, front_end
from dangke_audio.cli.console import tell
from dangke_audio.cli.failures import tell_failure
from dangke_audio.cli.findings import show_findings
from dangke_audio.cli.options import engine_option, type_of_script, voice_option
from dangke_audio.errors import DangkeError
from dangke_audio.model.speech import SpokenLecture, SpokenSentence
from dangke_audio.model.wishes import Wishes
from dangke_audio.pinyin import with_tone_mark


@click.group(options_metavar="[选项]", subcommand_metavar="命令 …")
def lexicon() -> None:
    """读音词典：voices/lexicons/*.tsv，每行“词语<Tab>读音<Tab>说明”。"""


@lexicon.command(options_metavar="[选项]")
@click.argument("word", metavar="词语")
@click.argument("files", metavar="[讲稿…]", type=type_of_script, nargs=-1)
@voice_option
@engine_option
def test(word: str, files: Sequence[Path], voice: str | None, engine: str | None) -> int:
    """试读一个词：会读成什么，读音从哪里来，在给出的讲稿里出现在哪里。"""
    prepared = front_end(Wishes(voice, engine), Path.cwd())
    alone = prepared.words(word)
    tell(f"词语：{word}")
    for sentence in _sentences(alone):
        tell(f"读作：{_said(sentence, 0, len(sentence.sentence.written))}")
    for source in _sources(word, prepared):
        tell(f"词典：{source}")
    show_findings(alone.findings)
    failed = False
    for file in files:
        try:
            _tell_places(word, file, prepared)
        except DangkeError as error:
            failed = True
            tell_failure(error, path=str(file), as_json=False)
    return 1 if failed else 0


def _sources(word: str, prepared: FrontEnd) -> Iterator[str]:
    """The entries of the lexicons that stand in the word."""
    position = 0
    while position < len(word):
        entry = prepared.lexicon.longest_at(word, position)
        if entry:
            yield f"{entry.place}　{entry.written} → {entry.reading}" + (f"（{entry.note}）" if entry.note else "")
        position += len(entry.written) if entry else 1


def _tell_places(word: str, file: Path, prepared: FrontEnd) -> None:
    """Each place in one script, with what is said there."""
    found = 0
    for sentence in _sentences(prepared.lecture(file)):
        written = sentence.sentence.written
        start = written.find(word)
        while start >= 0:
            found += 1
            tell(f"  {sentence.sentence.location}：{_said(sentence, start, start + len(word))}")
            start = written.find(word, start + len(word))
    tell(f"{file}：出现 {found} 次")


def _sentences(lecture: SpokenLecture) -> Iterator[SpokenSentence]:
    for section in lecture.sections:
        yield from section.sentences


def _said(sentence: SpokenSentence, start: int, end: int) -> str:
    """What is said of some written words: 三零幺医院 sān líng yāo yī yuàn."""
    first, last = sentence.spoken_span(start, end)
    readings = [with_tone_mark(reading) for reading in sentence.syllables[first:last] if reading]
    return f"{sentence.spoken[first:last]}　{' '.join(readings)}".strip()
