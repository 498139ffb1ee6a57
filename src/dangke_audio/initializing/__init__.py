"""A folder → a project folder: what a user can set, in files to edit."""

from dangke_audio.initializing.project import Laid, lay_out_project

__all__ = ["Laid", "lay_out_project"]
