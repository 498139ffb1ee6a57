"""What the user's folder says: voice profiles and lexicons, files → frozen values."""

from dangke_audio.config.casting import Casting
from dangke_audio.config.lexicons import load_lexicon
from dangke_audio.config.profiles import at_pace, choose_profile, wished_profile
from dangke_audio.config.project import load_project_options

__all__ = ["Casting", "at_pace", "choose_profile", "load_lexicon", "load_project_options", "wished_profile"]
