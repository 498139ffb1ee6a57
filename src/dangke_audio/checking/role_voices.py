"""Voices of roles that the engine does not have: `check` tells all of them at once, in the words in which `build` refuses."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from dangke_audio.checking.front_end import FrontEnd
from dangke_audio.engines.contract import Engine
from dangke_audio.errors import DangkeError
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.speech import Cast, SpokenLecture


def lecture_with_cast(file: Path, prepared: FrontEnd) -> SpokenLecture:
    """What will be said of a script; among its findings one error for each speaking role whose voice is not there.

    Raises SourceError, ConfigError.
    """
    of_sidecar: dict[str, str] = {}
    cast = prepared.cast_of(())

    def cast_of(roles: Iterable[tuple[str, str]]) -> Cast:
        nonlocal cast
        of_sidecar.update(roles)
        cast = prepared.cast_of(of_sidecar.items())
        return cast

    lecture = replace(prepared, cast_of=cast_of).lecture(file)
    findings = tuple(_refused(file, lecture, cast, of_sidecar, prepared))
    return replace(lecture, findings=(*lecture.findings, *findings))


def _refused(
    file: Path, lecture: SpokenLecture, cast: Cast, of_sidecar: Mapping[str, str], prepared: FrontEnd
) -> Iterator[Finding]:
    """Roles that say nothing here may have any voice: the profile's are for all scripts."""
    speaking = {sentence.role for section in lecture.lecture.sections for sentence in section.sentences}
    for role, speaker in cast.roles.items():
        error = _refusal(prepared.engine, speaker.voice, cast.narrator.voice) if role in speaking else None
        if error is not None:
            hint = f"（{error.hint}）" if error.hint else ""
            written = file.with_name(f"{file.name}.toml") if role in of_sidecar else _profile_file(prepared)
            place = Location(written.name, _line_of(role, written))
            yield Finding("error", "role-voice", f"角色“{role}”的声音用不了：{error.message}{hint}", place)


def _refusal(engine: Engine, voice: str, narrator: str) -> DangkeError | None:
    """Why the engine will not speak with a voice; None where it will, or where it does not speak at all as it is."""
    if voice == narrator or voice in {known.name for known in engine.voices()}:
        return None
    try:
        engine.fingerprint(voice)
    except DangkeError as error:
        return None if _fails_as(engine, narrator, str(error)) else error
    return None


def _fails_as(engine: Engine, voice: str, message: str) -> bool:
    """Whether the engine refuses another voice for the same reason: no model, no address of a server."""
    try:
        engine.fingerprint(voice)
    except DangkeError as error:
        return str(error) == message
    return False


def _profile_file(prepared: FrontEnd) -> Path:
    from dangke_audio.config.profiles import profile_folders

    name = f"{prepared.profile.name}.toml"
    return next(
        (folder / name for folder in profile_folders(prepared.project) if (folder / name).is_file()), Path(name)
    )


def _line_of(role: str, file: Path) -> int | None:
    """The line of a TOML file that gives a role its voice, 1-based; None where it is written in a way of its own."""
    from dangke_audio.config.profiles import label_of

    lines: list[str] = []
    with suppress(OSError, UnicodeDecodeError):
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    labels = [label_of(line.partition("=")[0].strip().strip("\"'")) for line in lines]
    start = next((n for n, line in enumerate(lines) if line.strip() == "[roles]"), 0)
    return next((n for n, label in enumerate(labels, start=1) if n > start and label == label_of(role)), None)
