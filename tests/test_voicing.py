"""What the engine cannot be told of fixed readings, and whom that concerns."""

import pytest

from dangke_audio.engines.registry import load_engine
from dangke_audio.model.lexicon import LexiconEntry, lexicon_of
from dangke_audio.parsing.plain_lines import parse_words
from dangke_audio.voicing import voice_lecture


def untold(words: str, *rows: tuple[str, str], engine: str = "edge") -> list[tuple[str, str]]:
    """Severity and the characters that are told of."""
    lexicon = lexicon_of([LexiconEntry(written, reading) for written, reading in rows])
    findings = voice_lecture(parse_words(words), load_engine(engine), lexicon).findings
    found = [finding for finding in findings if finding.code == "untold-reading"]
    assert all("请听一遍" in finding.message and finding.location for finding in found)
    return [(finding.severity, finding.message.split("”")[0].removeprefix("“")) for finding in found]


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("好人有好报。", ("好人", "hǎo rén")),
        ("大家要做好人。", ("好人", "hǎo rén")),
        ("请不要着急。", ("着急", "zháo jí")),
        ("他转行了。", ("转行", "zhuǎn háng")),
        ("大埔县到了。", ("大埔县", "dà bù xiàn")),
    ],
)
def test_what_anybody_would_read_so_is_no_matter(words: str, row: tuple[str, str]) -> None:
    assert untold(words, row) == []


@pytest.mark.parametrize(
    ("words", "rows", "told"),
    [
        ("他家很好客。", [("好客", "hǎo kè")], "好"),
        ("地球[读作 zhuǎn]转[/读作]圈了。", [], "转"),
        ("住在好家庄。", [("好家庄", "hào jiā zhuāng")], None),  # this has a homophone
    ],
)
def test_what_the_author_wants_otherwise_and_cannot_be_told_is_a_warning(
    words: str, rows: list[tuple[str, str]], told: str | None
) -> None:
    assert untold(words, *rows) == ([("warning", told)] if told else [])


def test_what_the_program_itself_has_fixed_is_a_remark() -> None:
    assert untold("应城和应县都通了车。") == [("info", "应"), ("info", "应")]
    assert untold("应城通了车。", ("应城", "yìng chéng")) == [("info", "应")]


def test_engines_that_take_phonemes_are_told_everything() -> None:
    assert untold("他家很好客，应城通了车。", ("好客", "hǎo kè"), engine="espeak") == []
