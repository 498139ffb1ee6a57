"""What the page asks for of takes, done as `retake` and `replace` do it. Called from threads."""

import time

from dangke_audio.model.take import USUAL
from dangke_audio.retaking import Desk, choose_take, keep_recording, make_take
from dangke_audio.studio.proof import showing, sounding
from dangke_audio.studio.proof.opening import OpenScript, OpenScripts
from dangke_audio.studio.proof.showing import Json
from dangke_audio.studio.proof.takes import desk_now, is_usable, line_of, take_passage, takes_now

LONGEST_NAME = 40
"""Characters of a recording's file name that are kept."""


class TakeWork:
    """Takes of the documents that are open. Methods raise as those of ProofWork."""

    def __init__(self, scripts: OpenScripts) -> None:
        self._scripts = scripts

    def listed(self, document_id: str, number: int) -> Json:
        """As `_told`."""
        opened = self._scripts.open_at(document_id, number)
        desk = desk_now(opened)
        return _told(opened, number, desk, line_of(desk, opened, number))

    def sound(self, document_id: str, number: int, take_number: int) -> tuple[bytes, str]:
        """MP3 frames of one take, chosen or not, and the mark of its clips. Raises KeyError where it is not there."""
        opened = self._scripts.open_at(document_id, number)
        if take_number == USUAL:
            passage = sounding.usual_passage(opened, number)
        else:
            desk = desk_now(opened)
            line = line_of(desk, opened, number)
            sentence = desk.retaken()[line]
            take = {one.number: one for one in sentence.takes}[take_number]
            passage = take_passage(desk, line, sentence, take)
        return sounding.sound_of(opened, passage), sounding.clip_mark(opened, passage)

    def again(self, document_id: str, number: int, version: str) -> Json:
        """Speak the sentence another way, keep and choose that."""
        opened, desk, line = self._opened(document_id, number, version)
        with sounding.ONE_SPEAKS:
            make_take(desk, line)
        return _told(opened, number, desk.read_again(), line)

    def record(self, document_id: str, number: int, version: str, data: bytes, name: str) -> Json:
        """Keep a recording and choose it; without a `name` it was made with a microphone just now."""
        opened, desk, line = self._opened(document_id, number, version)
        with sounding.ONE_SPEAKS:
            recorded = keep_recording(desk, line, data, _printable(name) or time.strftime("话筒 %m-%d %H:%M"))
        warnings = [finding.message for finding in recorded.findings]
        return {**_told(opened, number, desk.read_again(), line), "warnings": warnings}

    def choose(self, document_id: str, number: int, version: str, take_number: int) -> Json:
        """Choose one of the takes, or the usual sound."""
        opened, desk, line = self._opened(document_id, number, version)
        choose_take(desk, line, take_number)
        return _told(opened, number, desk.read_again(), line)

    def _opened(self, document_id: str, number: int, version: str) -> tuple[OpenScript, Desk, int]:
        opened = self._scripts.open_current(document_id, number, version)
        desk = desk_now(opened)
        return opened, desk, line_of(desk, opened, number)


def _told(opened: OpenScript, number: int, desk: Desk, line: int) -> Json:
    """{"takes": [{"number", "how", "is_chosen", "is_usable"}, …], "warnings": [], "sentence": as `showing.sentence_row`}."""
    sentence = desk.retaken().get(line)
    chosen = sentence.chosen if sentence else USUAL
    rows: list[Json] = [{"number": USUAL, "how": "原来的读法", "is_chosen": chosen == USUAL, "is_usable": True}]
    for take in sentence.takes if sentence else ():
        is_chosen, usable = take.number == chosen, is_usable(desk, line, take)
        rows.append({"number": take.number, "how": take.how, "is_chosen": is_chosen, "is_usable": usable})
    row = showing.sentence_row(opened, number, takes_now(opened))
    return {"takes": rows, "warnings": [], "sentence": row}


def _printable(name: str) -> str:
    """A file's name as a page tells it: its end, without folders and what cannot be shown."""
    return "".join(filter(str.isprintable, name.replace("\\", "/").rpartition("/")[2])).strip()[-LONGEST_NAME:]
