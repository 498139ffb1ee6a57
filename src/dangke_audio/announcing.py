"""What is said around a lecture, made ready to be spoken by the lecture's own voice."""

from dataclasses import dataclass

from dangke_audio.errors import ConfigError, NothingToSpeakError
from dangke_audio.model.report import Location
from dangke_audio.model.source import Pin, SourceDocument, SourceParagraph
from dangke_audio.model.speech import Cast, Utterance
from dangke_audio.parsing import parse_lines
from dangke_audio.preparing import BuildSettings, Prepared, refuse_findings
from dangke_audio.scripting import write_script
from dangke_audio.voicing import voice_lecture

NAME = "播报词"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is said around a lecture."""

    text: str
    pins: tuple[Pin, ...] = ()
    """Readings that are fixed in it."""


def announcement(line: Line, prepared: Prepared, settings: BuildSettings) -> tuple[Utterance, ...]:
    """The utterances of a line; none of an empty one. Raises ConfigError, FindingsError."""
    if not line.text.strip():
        return ()
    text = line.text.replace("\n", " ")  # as long as before: pins stay where they are
    paragraph = SourceParagraph(text, Location(NAME, 1, text), pins=line.pins)
    lecture = parse_lines(SourceDocument(NAME, "utf-8", "", (paragraph,)))
    spoken = voice_lecture(lecture, prepared.engine, settings.lexicon)
    refuse_findings(spoken.findings, strict=False)
    narrator = Cast(prepared.cast.narrator)
    try:
        return write_script(
            spoken, narrator, settings.profile.pauses, prepared.engine.limits.spoken_characters
        ).utterances
    except NothingToSpeakError as error:
        raise ConfigError(
            f"播报词“{line.text}”里没有可以朗读的文字", hint="请改开场白、结束语，或 dangke.toml 的 [horn]"
        ) from error
