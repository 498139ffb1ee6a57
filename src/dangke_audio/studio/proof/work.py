"""What the page asks for, done: looking, hearing, changing, taking back. Called from threads."""

from collections.abc import Sequence
from pathlib import Path

from dangke_audio.errors import ConfigError
from dangke_audio.model.speech import SpokenSentence
from dangke_audio.pinyin import misfit
from dangke_audio.studio.proof import showing, sounding, steps
from dangke_audio.studio.proof.desk import ProofDesk
from dangke_audio.studio.proof.editing import Written, pinned, reworded
from dangke_audio.studio.proof.history import RowChange, Step
from dangke_audio.studio.proof.lexicon_rows import fault_of, row_of, toneless
from dangke_audio.studio.proof.opening import OpenScript, OpenScripts
from dangke_audio.studio.proof.places import Places, places_of
from dangke_audio.studio.proof.showing import Json
from dangke_audio.studio.proof.takes import takes_now
from dangke_audio.studio.proof.trying import foretold
from dangke_audio.studio.proof.writing_out import plain_text

LONGEST_TEXT = 2000
"""Characters that a sentence may be edited into; parsing cuts it again."""
MOST_ROWS = 200
"""Sentences of one answer."""


class ProofWork:
    """One desk's proof-reading. Methods raise KeyError for a document or sentence that is not there, and DangkeError."""

    def __init__(self, desk: ProofDesk, scripts: OpenScripts) -> None:
        self._desk = desk
        self._scripts = scripts

    def overview(self, document_id: str) -> Json:
        """As `showing.overview`."""
        return showing.overview(self._scripts.open(document_id))

    def text(self, document_id: str) -> tuple[str, str]:
        """A name for the script as it is now, and its text."""
        document = self._scripts.open(document_id).prepared.document
        return f"{Path(document.name).stem}（校对后）.txt", plain_text(document)

    def sentences(self, document_id: str, first: int, end: int) -> Json:
        """{"version", "sentences": [as `showing.sentence_row`, …]}."""
        opened = self._scripts.open(document_id)
        last = min(end, first + MOST_ROWS, len(opened.sentences))
        now = takes_now(opened)
        rows = [showing.sentence_row(opened, number, now) for number in range(max(0, first), last)]
        return {"version": opened.version, "sentences": rows}

    def readings(self, document_id: str, number: int, offset: int) -> Json:
        """As `showing.readings`."""
        return showing.readings(self._scripts.open_at(document_id, number), number, offset)

    def sound(self, document_id: str, number: int) -> tuple[bytes, str, str]:
        """MP3 frames, the mark of its clips, and the name that the page knows the sound by."""
        opened = self._scripts.open_at(document_id, number)
        chosen = takes_now(opened).chosen.get(number)
        passage = chosen.passage if chosen else sounding.usual_passage(opened, number)
        name = showing.sound_name(opened, number, chosen)
        return sounding.sound_of(opened, passage), sounding.clip_mark(opened, passage), name

    def reword(self, document_id: str, number: int, version: str, text: str) -> Json:
        """Give a sentence another text; an empty one takes it out."""
        words = " ".join(text.split("\n")).strip()
        if len(words) > LONGEST_TEXT:
            raise ConfigError(f"太长了，一次最多 {LONGEST_TEXT} 个字", hint="请分成几句来改")
        with self._scripts.working_on(document_id):
            opened = self._scripts.open_current(document_id, number, version)
            sentence = _editable(opened, number)
            if words == sentence.text:
                return self._answer(opened, opened)
            changes = reworded(opened.prepared.document, _places(opened), sentence, words)
            return self._take(document_id, opened, Step(f"改文字：{_short(sentence.text)}", changes))

    def pin(self, document_id: str, number: int, version: str, span: tuple[int, int], reading: str) -> Json:
        """Fix the reading of `written[start:end]` of one sentence."""
        with self._scripts.working_on(document_id):
            opened = self._scripts.open_current(document_id, number, version)
            sentence = _editable(opened, number)
            characters = sentence.text[slice(*span)]
            if not 0 <= span[0] < span[1] <= len(sentence.text):
                raise ConfigError("没有这个字", hint="请刷新网页")
            if reason := misfit(characters, reading) or toneless(characters, reading):
                raise ConfigError(reason, hint="例：chóng 或 chong2")
            changes = pinned(opened.prepared.document, _places(opened), sentence, span, reading.strip())
            return self._take(document_id, opened, Step(f"改读音：{characters} {reading.strip()}", changes))

    def foretell(self, document_id: str, word: str, reading: str) -> Json:
        """As `trying.foretold`; {"fault": why} for a row that would be faulty: most are, while they are being typed."""
        opened = self._scripts.open(document_id)
        word, reading = word.strip(), reading.strip()
        if fault := fault_of(self._desk.project, opened.settings.lexicon, word, reading):
            return {"fault": fault}
        return foretold(opened, word, reading)

    def keep_word(self, document_id: str, version: str, word: str, reading: str) -> Json:
        """Write a word into the studio's lexicon: all lectures of the project read it so from now on."""
        with self._scripts.working_on(document_id):
            opened = self._scripts.open_current(document_id, 0, version)
            word, reading = word.strip(), reading.strip()
            if fault := fault_of(self._desk.project, opened.settings.lexicon, word, reading):
                raise ConfigError(fault)
            row = RowChange(word, row_of(self._desk.project, word), reading)
            return self._take(document_id, opened, Step(f"以后都这样读：{word} {reading}", rows=(row,)))

    def undo(self, document_id: str) -> Json:
        """Take the last step back."""
        with self._scripts.working_on(document_id):
            opened = self._scripts.open(document_id)
            if not opened.history.done:
                raise ConfigError("没有可以撤销的修改")
            steps.perform(opened, self._desk.project, opened.history.done[-1].reversed, opened.history.back())
            return self._answer(opened, self._scripts.open(document_id))

    def redo(self, document_id: str) -> Json:
        """Do the step again that was taken back last."""
        with self._scripts.working_on(document_id):
            opened = self._scripts.open(document_id)
            if not opened.history.undone:
                raise ConfigError("没有可以重做的修改")
            steps.perform(opened, self._desk.project, opened.history.undone[-1], opened.history.forth())
            return self._answer(opened, self._scripts.open(document_id))

    def _take(self, document_id: str, opened: OpenScript, step: Step) -> Json:
        steps.perform(opened, self._desk.project, step, opened.history.with_step(step))
        return self._answer(opened, self._scripts.open(document_id))

    def _answer(self, before: OpenScript, after: OpenScript) -> Json:
        """The new overview, and what is new: "changed" sentences look otherwise, of which "said" many sound otherwise.

        `changed` is null where sentences were added or taken out, so that numbers have shifted.
        """
        told = {**showing.overview(after), "changed": None, "said": None}
        if _shape(before) == _shape(after):
            pairs = [*zip(before.sentences, after.sentences, strict=True)]
            told["changed"] = [number for number, (old, new) in enumerate(pairs) if _look(old) != _look(new)]
            told["said"] = sum((old.spoken, old.syllables) != (new.spoken, new.syllables) for old, new in pairs)
        return told


def _shape(opened: OpenScript) -> Sequence[int]:
    return [len(section.sentences) for section in opened.spoken.sections]


def _look(spoken: SpokenSentence) -> tuple[object, ...]:
    sentence = spoken.sentence
    written = (sentence.written, sentence.kind, sentence.role, sentence.pins)
    return written, spoken.spoken, spoken.syllables, spoken.pinned


def _editable(opened: OpenScript, number: int) -> Written:
    sentence = opened.sentences[number].sentence
    if sentence.kind == "label":
        hint = f"请在 voices/{opened.settings.profile.name}.toml 的 label 里改；读音可以选“以后都这样读”"
        raise ConfigError("这一句不是讲稿里的，每篇开头都说", hint=hint)
    return Written(number, sentence.written)


def _places(opened: OpenScript) -> Places:
    return places_of(opened.prepared.document, [one.sentence for one in opened.sentences])


def _short(text: str) -> str:
    return text if len(text) <= 12 else f"{text[:11]}…"
