"""What a user asks, in a project folder → the settings of a build, the same whether a terminal or the studio asks."""

from pathlib import Path

from dangke_audio.config import Casting, load_lexicon, load_project_options, wished_profile
from dangke_audio.model.wishes import Wishes
from dangke_audio.preparing import BuildSettings


def settings_in(project: Path, wishes: Wishes, out: Path) -> BuildSettings:
    """What the voices, `dangke.toml` and the lexicons of the project say, and the wishes above them. Raises ConfigError."""
    options = load_project_options(project)
    profile = wished_profile(wishes, project)
    return BuildSettings(
        profile=profile,
        cast_of=Casting(profile, project, pace=wishes.pace).cast,
        lexicon=load_lexicon(project),
        out=out,
        jobs=None,
        strict=False,
        phone=wishes.phone.over(options.phone),
        horn=wishes.horn.over(options.horn),
        editions=frozenset(wishes.editions or ("phone",)),
    )
