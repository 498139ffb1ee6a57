"""Small lectures made of synthetic sound, ready to be laid out and delivered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.sound import speechlike

from dangke_audio.assembling import lay_out
from dangke_audio.assembling.joiner import join_block
from dangke_audio.delivering.blocks import BlockSource
from dangke_audio.delivering.edition import Edition, Inputs
from dangke_audio.delivering.encoder import Encoding
from dangke_audio.model.audio import Clip, Pcm, Timeline
from dangke_audio.model.credits import Credits
from dangke_audio.model.lecture import Sentence
from dangke_audio.model.report import Finding, Location
from dangke_audio.model.speech import Cast, Chapter, Pauses, Script, Utterance
from dangke_audio.model.voice import VoiceProfile

VOICE = VoiceProfile(
    name="zm_yunjian",
    title="云健",
    engine="kokoro",
    voice="zm_yunjian",
    speed=1.0,
    gain_db=2.5,
    pauses=Pauses(clause_ms=200, sentence_ms=400, paragraph_ms=600, heading_ms=700, chapter_ms=1000),
    artist="党课之声",
)


@dataclass
class MemoryStore:
    """A Store in memory that counts what is asked of it."""

    entries: dict[str, bytes] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)

    def read(self, key: str) -> bytes | None:
        """The entry, if there."""
        return self.entries.get(key)

    def length(self, key: str) -> int | None:
        """Of the entry, if there."""
        return len(self.entries[key]) if key in self.entries else None

    def write(self, key: str, payload: bytes) -> None:
        """Keep it, and note its key."""
        self.written.append(key)
        self.entries[key] = payload


@dataclass(frozen=True)
class Talk:
    """A lecture's script with the sound of each utterance."""

    script: Script
    sounds: tuple[Pcm, ...]

    @property
    def clips(self) -> tuple[Clip, ...]:
        """One for each sound."""
        return tuple(Clip(f"clip-{index}", sound.samples) for index, sound in enumerate(self.sounds))

    @property
    def timeline(self) -> Timeline:
        """The talk laid out."""
        return lay_out(self.script, self.clips, self.sounds[0].rate_hz)

    def read_pcm(self, clip: Clip) -> Pcm:
        """The sound of a clip."""
        return self.sounds[int(clip.key.removeprefix("clip-"))]


def sentence(written: str, line: int = 1) -> Sentence:
    """A body sentence."""
    return Sentence(written, "body", Location("讲稿.txt", line), ends_paragraph=False)


def utterance(of: Sentence, pause_after_ms: int = 400) -> Utterance:
    """The whole of a sentence as one utterance."""
    return Utterance(of, of.written, (None,) * len(of.written), pause_after_ms, VOICE.speaker)


def talk(chapters: Sequence[tuple[str, int]], *, samples: int = 9_000, pause_ms: int = 400) -> Talk:
    """Chapters of (title, number of sentences); the sentences differ in length and sound."""
    utterances: list[Utterance] = []
    spans: list[Chapter] = []
    for title, count in chapters:
        first = len(utterances)
        sentences = [sentence(f"{title}的第{number + 1}句。", first + number + 1) for number in range(count)]
        utterances += [utterance(written, pause_ms) for written in sentences]
        spans.append(Chapter(title, 1, first, len(utterances)))
    sounds = tuple(speechlike(samples + 137 * index, seed=index + 1) for index in range(len(utterances)))
    return Talk(Script(tuple(utterances), tuple(spans)), sounds)


def source_of(lecture: Talk, store: MemoryStore) -> BlockSource:
    """Blocks of a talk."""
    return BlockSource(store, lecture.read_pcm, join_block, lecture.sounds[0].rate_hz, Encoding())


def edition(lecture: Talk, out: Path, *, title: str = "让党课更有味道", store: MemoryStore | None = None) -> Edition:
    """A delivery of the talk, all its blocks encoded; the script's file lies beside `out`."""
    script = out.parent / "讲稿.txt"
    script.write_text(title, "utf-8")
    source = source_of(lecture, store or MemoryStore())
    for block in lecture.timeline.blocks:
        source.ensure(block)
    return Edition(
        out=out,
        script=script,
        inputs=Inputs(script.name, "0" * 64),
        made_from="1" * 64,
        program_version="0.1.0",
        credits=Credits(title, None, "2024年5月1日", VOICE.artist),
        voice=VOICE,
        cast=Cast(VOICE.speaker),
        fingerprints={VOICE.voice: "probe-1"},
        timeline=lecture.timeline,
        blocks=source,
        findings=(Finding("info", "empty-section", "标题下没有正文", Location("讲稿.txt", 3, "二、")),),
    )
