"""A voice in a project folder → the settings of a build, the same whether a terminal or the studio asks for it."""

from collections.abc import Iterable
from pathlib import Path

from dangke_audio.config import Casting, load_lexicon, load_project_options
from dangke_audio.model.report import EditionName
from dangke_audio.model.voice import VoiceProfile
from dangke_audio.preparing import BuildSettings


def settings_in(
    project: Path, profile: VoiceProfile, out: Path, editions: Iterable[EditionName] = ("phone",)
) -> BuildSettings:
    """What `dangke.toml` and the lexicons of the project say, with nothing asked for on top. Raises ConfigError."""
    options = load_project_options(project)
    return BuildSettings(
        profile=profile,
        cast_of=Casting(profile, project).cast,
        lexicon=load_lexicon(project),
        out=out,
        jobs=None,
        strict=False,
        phone=options.phone,
        horn=options.horn,
        editions=frozenset(editions),
    )
