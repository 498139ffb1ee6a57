"""A step written to disk: first into the history, then into the lexicon and the working copy (history.py says why)."""

from pathlib import Path

from dangke_audio.errors import ConfigError
from dangke_audio.studio.proof.copying import save_copy
from dangke_audio.studio.proof.history import History, Step, with_changes, write_history
from dangke_audio.studio.proof.lexicon_rows import row_of, set_row
from dangke_audio.studio.proof.opening import OpenScript
from dangke_audio.studio.proof.sidecar_rules import follow_changes


def perform(opened: OpenScript, project: Path, step: Step, history: History) -> None:
    """Do a step; `history` is what it is afterwards. Raises StorageError, and ConfigError for a row changed elsewhere."""
    for row in step.rows:
        if row_of(project, row.word) not in (row.before, row.after):
            hint = "请打开 voices/lexicons/工作室.tsv 看一看，在那里改"
            raise ConfigError(f"“{row.word}”的读音后来又改过了，不能撤销", hint=hint)
    write_history(opened.copy.parent, history)
    for row in step.rows:
        set_row(project, row.word, row.after)
    if step.paragraphs:
        document = opened.prepared.document
        changed = with_changes(document, step.paragraphs)
        follow_changes(opened.copy, document, changed)
        save_copy(opened.copy, changed)
