"""A published lecture is heard: every sentence alone, and what was not understood once more in other ways.

A sentence is what the best of its hearings says. In pieces Whisper does not leave out the end of long ones, and with its
neighbours it understands the shortest ones; errors that are its own are found by weighing. Where the MP3 is longer or shorter than its manifest says, what is
not understood is looked for by as much later or earlier, so that one lost sentence is told as one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dangke_audio.listening.frames import BEFORE_SAMPLES, Frames, open_frames
from dangke_audio.listening.hearing import Ear
from dangke_audio.listening.judging import Opinion, Threshold, doubts, excused, opinion_of, opinion_within
from dangke_audio.listening.noisiness import Noise
from dangke_audio.listening.published_speech import PublishedSpeech, ToHear
from dangke_audio.listening.syllables import Expected

LONGEST_TOGETHER_S = 27
IN_PIECES_S = 7


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was heard of one sentence."""

    sentence: ToHear
    opinion: Opinion
    """The best."""
    differs: bool
    """Whether it was not understood as what should be said."""
    first: Opinion
    """When it was heard alone."""
    shift: int = 0
    """By how many samples it stands later than the manifest says; negative: earlier."""
    noise: Noise | None = None
    """In seconds of the lecture; a recognizer may well understand what is said through it."""

    @property
    def is_suspicious(self) -> bool:
        """Whether a person should hear it."""
        return self.differs or self.noise is not None


@dataclass(frozen=True, slots=True)
class Heard:
    """A lecture that was heard."""

    speech: PublishedSpeech
    verdicts: tuple[Verdict, ...]
    excess: int
    """By how many samples the MP3 is longer than its manifest says."""
    is_changed: bool
    """Whether its bytes are not those that were published."""
    new: int
    """How many sounds had to be heard; the others were known."""

    @property
    def suspicious(self) -> tuple[Verdict, ...]:
        """In the order of the lecture."""
        return tuple(verdict for verdict in self.verdicts if verdict.is_suspicious)

    @property
    def shifted(self) -> tuple[Verdict, ...]:
        """Those that are elsewhere."""
        return tuple(verdict for verdict in self.verdicts if verdict.shift)


def listen_to(speech: PublishedSpeech, ear: Ear, threshold: Threshold, on_heard: Callable[[int, int], None]) -> Heard:
    """Hear a lecture. Raises SourceError, RecognizerError, StorageError, SynthesisError for a damaged MP3."""
    known = len(ear.heard)
    with open_frames(speech.mp3) as frames:
        listening = _Listening(speech, ear, threshold, frames)
        verdicts = listening.with_noise(listening.verdicts(on_heard))
        excess, is_changed = frames.samples - speech.samples, frames.sha256() != speech.sha256
    return Heard(speech, verdicts, excess, is_changed, len(ear.heard) - known)


@dataclass(frozen=True, slots=True)
class _Hearing:
    """A sentence that was heard alone, so many samples later than the manifest says."""

    number: int
    shift: int
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class _Listening:
    speech: PublishedSpeech
    ear: Ear
    threshold: Threshold
    frames: Frames

    def verdicts(self, on_heard: Callable[[int, int], None]) -> tuple[Verdict, ...]:
        """One for each sentence."""
        numbers = range(len(self.speech.sentences))
        excess = self.frames.samples - self.speech.samples
        found = self._known(numbers, (0, excess)) if excess else {}
        fresh = [number for number in numbers if number not in found]
        found |= self._settled(self._heard_alone(fresh, 0, on_heard))
        if excess:
            lost = [number for number in fresh if found[number].differs]
            moved = self._settled(self._heard_alone(lost, excess))
            found |= {number: verdict for number, verdict in moved.items() if not verdict.differs}
            found |= self._where_shifts_begin([found[number] for number in numbers])
        return tuple(found[number] for number in numbers)

    def with_noise(self, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
        """The same, with the noise that lies over them."""
        sounds = [self._sound(each.sentence, each.sentence, each.shift) for each in verdicts]
        return tuple(
            replace(verdict, noise=noise and self._in_lecture(noise, verdict))
            for verdict, noise in zip(verdicts, self.ear.noises(sounds), strict=True)
        )

    def _in_lecture(self, noise: Noise, verdict: Verdict) -> Noise:
        begin_s = max(0, verdict.sentence.start + verdict.shift - BEFORE_SAMPLES) / self.speech.rate_hz
        return Noise(begin_s + noise.start_s, begin_s + noise.end_s)

    def _where_shifts_begin(self, found: Sequence[Verdict]) -> dict[int, Verdict]:
        """What is said twice may be right a little later: then the first sentence of those is told as it is in its time.

        Only where nothing before it is told: a sentence that is a little late is right in its own time too.
        """
        shifted = (number for number, verdict in enumerate(found) if verdict.shift)
        first = next(shifted, 0)
        if not found[first].shift or any(verdict.differs for verdict in found[:first]):
            return {}
        return {first: replace(self._settled(self._heard_alone([first], 0))[first], differs=True)}

    def _known(self, numbers: Sequence[int], shifts: Sequence[int]) -> dict[int, Verdict]:
        """Those that were heard before and are right where the manifest says, or so much later."""
        found: dict[int, Verdict] = {}
        for shift in shifts:
            for number in numbers:
                opinion = self._recalled(number, shift)
                if number not in found and opinion and not self._is_suspicious(number, opinion):
                    found[number] = Verdict(self.speech.sentences[number], opinion, False, opinion, shift)
        return found

    def _heard_alone(
        self, numbers: Sequence[int], shift: int, on_heard: Callable[[int, int], None] = lambda _done, _all: None
    ) -> list[_Hearing]:
        own = [self.speech.sentences[number] for number in numbers]
        texts = self.ear.hear([self._sound(each, each, shift) for each in own], on_heard)
        opinions = [opinion_of(each.expected, text) for each, text in zip(own, texts, strict=True)]
        return [_Hearing(number, shift, opinion) for number, opinion in zip(numbers, opinions, strict=True)]

    def _settled(self, first: Sequence[_Hearing]) -> dict[int, Verdict]:
        """What was not understood without an error is heard in other ways: its errors may be the recognizer's."""
        best = {hearing.number: hearing.opinion for hearing in first}
        for ask in (self._weighed, self._in_pieces, self._among_neighbours):
            doubtful = [
                replace(hearing, opinion=best[hearing.number])
                for hearing in first
                if best[hearing.number].lenient.errors
            ]
            for hearing, opinion in zip(doubtful, ask(doubtful), strict=True):
                best[hearing.number] = min(hearing.opinion, opinion, key=lambda one: one.badness)
        return {
            hearing.number: Verdict(
                sentence=self.speech.sentences[hearing.number],
                opinion=best[hearing.number],
                differs=self._is_suspicious(hearing.number, best[hearing.number]),
                first=hearing.opinion,
                shift=hearing.shift,
            )
            for hearing in first
        }

    def _in_pieces(self, doubtful: Sequence[_Hearing]) -> list[Opinion]:
        own = [self.speech.sentences[hearing.number] for hearing in doubtful]
        sounds = [self._sound(each, each, hearing.shift) for each, hearing in zip(own, doubtful, strict=True)]
        texts = self.ear.hear(sounds, longest_s=IN_PIECES_S)
        opinions = [opinion_of(each.expected, text) for each, text in zip(own, texts, strict=True)]
        return self._weighed(
            [replace(hearing, opinion=opinion) for hearing, opinion in zip(doubtful, opinions, strict=True)]
        )

    def _weighed(self, doubtful: Sequence[_Hearing]) -> list[Opinion]:
        """Without the errors that are the recognizer's own."""
        own = [self.speech.sentences[hearing.number] for hearing in doubtful]
        doubted = [
            doubts(each.expected, hearing.opinion) if self._fits(hearing.number, hearing.number + 1) else ()
            for each, hearing in zip(own, doubtful, strict=True)
        ]
        weights = self.ear.weigh(
            [
                (self._sound(each, each, hearing.shift), [hearing.opinion.heard, *(one.repaired for one in ones)])
                for each, hearing, ones in zip(own, doubtful, doubted, strict=True)
            ]
        )
        return [
            excused(hearing.opinion, ones, heard, others)
            for hearing, ones, (heard, *others) in zip(doubtful, doubted, weights, strict=True)
        ]

    def _among_neighbours(self, doubtful: Sequence[_Hearing]) -> list[Opinion]:
        groups = [self._group(hearing) for hearing in doubtful]
        texts = self.ear.hear(
            [
                self._sound(group[0], group[-1], hearing.shift)
                for (group, _), hearing in zip(groups, doubtful, strict=True)
            ]
        )
        return [
            opinion_within(_expected(group[:own]), group[own].expected, _expected(group[own + 1 :]), text)
            for (group, own), text in zip(groups, texts, strict=True)
        ]

    def _group(self, hearing: _Hearing) -> tuple[Sequence[ToHear], int]:
        """A sentence with those around it that can be heard together with it, and its index among them.

        Only those that are understood alone: else what was said in another's time would count as said in its own.
        """
        number, sentences = hearing.number, self.speech.sentences
        first, end = number, number + 1
        if number and self._fits(number - 1, end) and self._is_understood(number - 1, hearing.shift):
            first -= 1
        if end < len(sentences) and self._fits(first, end + 1) and self._is_understood(end, hearing.shift):
            end += 1
        return sentences[first:end], number - first

    def _is_understood(self, number: int, shift: int) -> bool:
        """Whether a sentence was heard alone, so much later than the manifest says, and is right."""
        opinion = self._recalled(number, shift)
        return opinion is not None and not self._is_suspicious(number, opinion)

    def _recalled(self, number: int, shift: int) -> Opinion | None:
        """What it was when it was heard alone, if it was."""
        sentence = self.speech.sentences[number]
        text = self.ear.recall(self._sound(sentence, sentence, shift))
        return None if text is None else opinion_of(sentence.expected, text)

    def _fits(self, first: int, end: int) -> bool:
        sentences = self.speech.sentences
        return sentences[end - 1].end - sentences[first].start <= LONGEST_TOGETHER_S * self.speech.rate_hz

    def _sound(self, first: ToHear, last: ToHear, shift: int) -> bytes:
        return self.frames.around(first.start + shift, last.end + shift)

    def _is_suspicious(self, number: int, opinion: Opinion) -> bool:
        return opinion.is_suspicious(self.speech.sentences[number].syllables, self.threshold)


def _expected(sentences: Sequence[ToHear]) -> list[Expected]:
    return [each for sentence in sentences for each in sentence.expected]
