"""How well `dangke-audio listen` hears what was published, and whether it finds what is wrong with it.

    pip install -e ".[listen]"
    python benchmarks/listen_report.py [--scripts FILE…] [--plant N] [--seed 1] [--work FOLDER]

Builds the seed and, where they are at hand, three labelled documents with the default voice, hears them, and prints for
each the error of its syllables and the suspicious sentences, all of which a person should hear. Then plants faults of
each kind into their MP3 files N times, at random places, and prints how many were found. Clips and transcripts stay in
the work folder. Ten faults of each kind are about ten minutes on two cores.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.planted_faults import Tape  # noqa: E402

from dangke_audio.engines.registry import load_engine  # noqa: E402
from dangke_audio.listening import (  # noqa: E402
    Ear,
    Heard,
    PublishedSpeech,
    Threshold,
    Whisper,
    listen_to,
    open_ear,
    published_speech,
    score_of,
)
from dangke_audio.listening.syllables import folded  # noqa: E402
from dangke_audio.model.audio import Pcm  # noqa: E402
from dangke_audio.synthesizing import DiskStore  # noqa: E402
from dangke_audio.synthesizing.trimming import trim  # noqa: E402
from dangke_audio.transcoding.levelling import amplified  # noqa: E402

SEED = ROOT / "seeds" / "000_e140869088638101.txt"
CORPUS = ROOT.parent / "shared" / "corpus" / "docs"
LABELLED = ("02_forest_fire_village.txt", "17_shuzhi_table_nosep.txt", "19_dangke_college_num.txt")
SHORTEST_SYLLABLES = 6
LONGEST_S = 20
CLAUSE_S = (1.2, 2.5)
NOISES_DB = {"noise": -5.0, "more noise": -10.0}
"""Of the speech over the noise."""
KINDS = (
    "dropped",
    "silent",
    "swapped",
    "repeated",
    *NOISES_DB,
    "3 syllables",
    "2 syllables",
    "1 syllable",
    "another's",
)


@dataclass(frozen=True, slots=True)
class Lecture:
    """A published lecture, and what of it is suspicious as it is."""

    speech: PublishedSpeech
    tape: Tape
    manifest: dict[str, Any]
    heard: Heard

    def candidates(self) -> list[int]:
        """Sentences into which faults are planted."""
        false_alarms = {verdict.sentence.place for verdict in self.heard.suspicious}
        return [
            number
            for number, each in enumerate(self.speech.sentences[:-1])
            if each.syllables >= SHORTEST_SYLLABLES
            and each.end - each.start < LONGEST_S * self.speech.rate_hz
            and each.place not in false_alarms
        ]


class Planter:
    """Plants faults at random; the same seed plants the same."""

    def __init__(self, lectures: Sequence[Lecture], seed: int) -> None:
        self._lectures, self._random = lectures, random.Random(seed)
        self._engine = load_engine("kokoro")
        self._syllables = sorted({each for lecture in lectures for each in _syllables(lecture.manifest)})

    def plant(self, kind: str) -> tuple[Lecture, int, list[bytes]]:
        """A lecture, the sentence that is wrong, and the frames."""
        lecture = self._random.choice([each for each in self._lectures if each.candidates()])
        number = self._random.choice(lecture.candidates())
        return lecture, number, self._planted(kind, lecture, number)

    def _planted(self, kind: str, lecture: Lecture, number: int) -> list[bytes]:
        tape, sentence = lecture.tape, lecture.speech.sentences[number]
        whole_s = (sentence.end - sentence.start) / lecture.speech.rate_hz
        clause_s = min(whole_s, self._random.uniform(*CLAUSE_S))
        if kind == "dropped":
            return tape.without(number)
        if kind == "silent":
            return tape.silenced(number)
        if kind == "swapped":
            return tape.swapped(number, number + 1)
        if kind == "repeated":
            return tape.repeated(number, clause_s)
        if kind in NOISES_DB:
            start_s = self._random.uniform(0, whole_s - clause_s)
            return tape.noisy(number, start_s, clause_s, NOISES_DB[kind], self._random.randrange(1000))
        if kind == "another's":
            other = self._random.choice([each for each in self._lectures if each is not lecture])
            first, end = other.tape.block(self._random.randrange(len(other.speech.sentences)))
            return tape.with_block(number, other.tape.frames[first:end])
        return tape.spoken_otherwise(number, self._misread(lecture, number, int(kind[0])))

    def _misread(self, lecture: Lecture, number: int, count: int) -> Pcm:
        """A sentence spoken with so many other syllables, side by side; initials and finals are other ones."""
        sentence, voice = lecture.manifest["sentences"][number], lecture.manifest["voice"]
        said: list[str | None] = [None if each == "-" else each for each in sentence["pinyin"].split()]
        spoken = [place for place, each in enumerate(said) if each]
        first = self._random.randrange(len(spoken) - count + 1)
        for place in spoken[first : first + count]:
            old = folded(str(said[place])[:-1])
            others = [each for each in self._syllables if folded(each[:-1])[0] != old[0]]
            said[place] = self._random.choice([each for each in others if folded(each[:-1])[1:] != old[1:]])
        heard = self._engine.hear(sentence["spoken"], tuple(said))
        return amplified(trim(self._engine.speak(heard.text, voice["voice"], voice["speed"])), voice["gain_db"])


def _syllables(manifest: dict[str, Any]) -> Iterator[str]:
    for sentence in manifest["sentences"]:
        yield from (each for each in sentence["pinyin"].split() if each[-1] in "1234")


def built(scripts: Sequence[Path], work: Path) -> Iterator[Path]:
    """The folders of the lectures."""
    out = work / "output"
    subprocess.run([sys.executable, "-m", "dangke_audio", "build", *map(str, scripts), "--out", str(out)], check=True)
    yield from (out / script.stem for script in scripts)


def heard_lectures(folders: Iterator[Path], ear: Ear) -> list[Lecture]:
    """Print the table of what was heard."""
    lectures: list[Lecture] = []
    print(f"{'sentences':>9}{'syllables':>10}{'error':>8}{'lenient':>9}{'alone':>8}{'suspicious':>11}  lecture")
    for folder in folders:
        speech = published_speech(folder)
        heard = listen_to(speech, ear, Threshold(), lambda _done, _all: None)
        lectures.append(Lecture(speech, Tape.of(speech), json.loads((folder / "manifest.json").read_bytes()), heard))
        score = score_of(heard.verdicts)
        alone = sum(verdict.first.strict.errors for verdict in heard.verdicts) / score.syllables
        row = f"{len(heard.verdicts):9}{score.syllables:10}{score.rate:8.4f}{score.lenient_rate:9.4f}{alone:8.4f}"
        print(f"{row}{len(heard.suspicious):11}  {speech.title}", flush=True)
        for verdict in heard.suspicious:
            print(f"    {verdict.sentence.place} {verdict.sentence.written}\n    → {verdict.opinion.heard}", flush=True)
    verdicts = [verdict for lecture in lectures for verdict in lecture.heard.verdicts]
    score = score_of(verdicts)
    print(f"all: {len(verdicts)} sentences, error {score.rate:.4f}, lenient {score.lenient_rate:.4f}")
    return lectures


def plant_faults(lectures: Sequence[Lecture], ear: Ear, times: int, seed: int, mp3: Path) -> None:
    """Print the table of what was found: at the sentence itself or the next, and how many others were suspicious too."""
    planter = Planter(lectures, seed)
    planted, found, others = Counter[str](), Counter[str](), Counter[str]()
    for kind in KINDS * times:
        lecture, number, frames = planter.plant(kind)
        lecture.tape.write(mp3, frames)
        heard = listen_to(replace(lecture.speech, mp3=mp3), ear, Threshold(), lambda _done, _all: None)
        places = {verdict.sentence.place for verdict in heard.suspicious}
        here = {each.place for each in lecture.speech.sentences[number : number + 2]}
        before = {verdict.sentence.place for verdict in lecture.heard.suspicious}
        planted[kind] += 1
        found[kind] += bool(places & here - before)
        others[kind] += len(places - here - before)
        if not places & here - before:
            missed = heard.verdicts[number]
            print(f"missed: {kind} {missed.sentence.written} → {missed.first.heard}", flush=True)
    for kind in KINDS:
        print(f"{kind:12} planted {planted[kind]:3}  found {found[kind]:3}  elsewhere {others[kind]:3}", flush=True)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    at_hand = [CORPUS / name for name in LABELLED if (CORPUS / name).is_file()]
    parser.add_argument("--scripts", nargs="+", type=Path, default=[SEED, *at_hand])
    parser.add_argument("--plant", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "dangke-listen")
    given = parser.parse_args()
    with open_ear(Whisper(), DiskStore(given.work / "heard"), given.jobs) as ear:
        lectures = heard_lectures(built(given.scripts, given.work), ear)
        plant_faults(lectures, ear, given.plant, given.seed, given.work / f"planted-{given.seed}.mp3")


if __name__ == "__main__":
    main()
