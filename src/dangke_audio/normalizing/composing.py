"""Changes to a text: making them, and making one set of changes out of two that follow each other."""

from dangke_audio.model.speech import Change


def apply(text: str, changes: tuple[Change, ...]) -> str:
    """The text with all changes made."""
    pieces: list[str] = []
    position = 0
    for change in changes:
        pieces += text[position : change.start], change.after
        position = change.end
    return "".join(pieces) + text[position:]


def compose(text: str, first: tuple[Change, ...], second: tuple[Change, ...]) -> tuple[Change, ...]:
    """One set of changes to `text` that does what `first` and then, on its outcome, `second` do."""
    pieces = _pieces(text, first)
    for change in reversed(second):
        _change_pieces(text, pieces, change)
    return tuple(piece for piece in pieces if piece.before != piece.after)


def _pieces(text: str, changes: tuple[Change, ...]) -> list[Change]:
    """The whole text: its changes, and between them each character as a change into itself."""
    pieces: list[Change] = []
    position = 0
    for change in (*changes, Change("", len(text), len(text), "", "")):
        pieces += (Change("", at, at + 1, text[at], text[at]) for at in range(position, change.start))
        pieces.append(change)
        position = change.end
    return pieces


def _change_pieces(text: str, pieces: list[Change], change: Change) -> None:
    """Put the pieces together that `change`, which counts characters of their outcome, has to do with."""
    touched: list[int] = []
    offsets: list[int] = []
    offset = 0
    for index, piece in enumerate(pieces):
        if offset < change.end and offset + len(piece.after) > change.start:
            touched.append(index)
            offsets.append(offset)
        offset += len(piece.after)
    head, tail = pieces[touched[0]], pieces[touched[-1]]
    after = head.after[: change.start - offsets[0]] + change.after + tail.after[change.end - offsets[-1] :]
    rule = head.rule or change.rule
    pieces[touched[0] : touched[-1] + 1] = [Change(rule, head.start, tail.end, text[head.start : tail.end], after)]
