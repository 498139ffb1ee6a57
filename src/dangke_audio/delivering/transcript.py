"""What is said, as running text. Pure."""

from collections.abc import Iterable

from dangke_audio.model.audio import Cue


def full_text(cues: Iterable[Cue]) -> str:
    """The sentences as written, a paragraph a line; who speaks stands before the words where roles have voices."""
    paragraphs: list[str] = []
    is_open, role = False, None
    for cue in cues:
        if not is_open or cue.role != role:
            paragraphs.append(f"{cue.role}：" if cue.role else "")
        paragraphs[-1] += cue.text
        is_open, role = not cue.ends_paragraph, cue.role
    return "\n".join(paragraphs)
