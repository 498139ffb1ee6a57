"""Proof-reading in the browser: written and spoken side by side, sounds on demand, edits that can be taken back."""

from dangke_audio.studio.proof.copying import is_edited, working_copy
from dangke_audio.studio.proof.desk import ProofDesk
from dangke_audio.studio.proof.routes import proof_routes

STATIC_FILES = (
    *("proof.css", "proof_takes.css"),
    *("proof.js", "proof_sentence.js", "proof_edit.js", "proof_hearing.js"),
    *("proof_choice.js", "proof_record.js", "proof_takes.js"),
)
"""What the page needs of studio/static, in this order."""

__all__ = ["STATIC_FILES", "ProofDesk", "is_edited", "proof_routes", "working_copy"]
