"""What the proof-reading part asks of the frame that it is mounted in."""

from pathlib import Path
from typing import Protocol

from dangke_audio.preparing import BuildSettings


class ProofDesk(Protocol):
    """The studio's documents. Its methods are called from threads."""

    @property
    def project(self) -> Path:
        """The project folder, in which `voices/lexicons` is."""

    def script_of(self, document_id: str) -> Path:
        """The working copy of an upload (`working_copy`). Raises KeyError for a document that is not there."""

    def settings_of(self, document_id: str) -> BuildSettings:
        """As the next build of it would have them; the lexicon is read anew here. Raises DangkeError."""
