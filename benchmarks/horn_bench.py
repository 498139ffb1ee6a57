"""What is understood of an edition, and the columns that tell of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from horn_air import Level, heard_outside, heard_plainly, in_noise, noise_rms
from horn_editions import Line, Take

from dangke_audio.folders import cache_folder
from dangke_audio.model.audio import Pcm
from listening import Listener, Score, Sound, score, total

SNRS_DB = (3.0, 0.0)
OWN_SNR_DB = 3.0
DRAW_SEEDS = 1000


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood of an edition: one score for each sentence."""

    plain: tuple[Score, ...]
    in_noise: tuple[tuple[Score, ...], ...]
    """By SNRS_DB, the noise set against the phone edition."""
    own: tuple[Score, ...]
    """At OWN_SNR_DB, the noise set against this edition."""


class Bench:
    """The listener and what it is given."""

    def __init__(self) -> None:
        self._listener = Listener(cache_folder() / "benchmarks" / "heard")

    def scores(self, lines: Sequence[Line], sounds: Iterable[Sound]) -> tuple[Score, ...]:
        """One for each line."""
        pairs = zip(lines, sounds, strict=True)
        return tuple(score(line.syllables, self._listener.hear(sound)) for line, sound in pairs)

    def plainly(self, lines: Sequence[Line], sounds: Sequence[Pcm]) -> tuple[Score, ...]:
        """Without horn and noise."""
        return self.scores(lines, map(heard_plainly, sounds))

    def outside(self, lines: Sequence[Line], sounds: Sequence[Pcm], noise: float, draw: int = 0) -> tuple[Score, ...]:
        """Behind the horn, in noise of this RMS; another `draw` is another noise."""
        behind = map(heard_outside, sounds)
        noisy = (in_noise(sound, noise, DRAW_SEEDS * draw + seed) for seed, sound in enumerate(behind))
        return self.scores(lines, noisy)

    def listen(self, phone: Take, sounds: Sequence[Pcm]) -> Heard:
        """Everything about an edition of what `phone` says."""
        before, behind = [[heard_outside(each) for each in edition] for edition in (phone.sounds, sounds)]
        return Heard(
            self.plainly(phone.lines, sounds),
            tuple(self.outside(phone.lines, sounds, noise_rms(before, snr_db)) for snr_db in SNRS_DB),
            self.outside(phone.lines, sounds, noise_rms(behind, OWN_SNR_DB)),
        )


LEVELS = f"{'syll/s':>7}{'LUFS':>7}{'dBTP':>6}{'crest':>6}{'horn LUFS':>10}"


def levels(level: Level) -> str:
    """The columns of LEVELS."""
    row = f"{level.syllables_per_s:7.2f}{level.lufs:7.1f}{level.true_peak_dbtp:6.1f}{level.crest_db:6.1f}"
    return f"{row}{level.horn_lufs:10.1f}"


def rate(scores: Sequence[Score]) -> str:
    """A column: errors for each syllable, and the lenient figure."""
    whole = total(scores)
    return f"{whole.rate:7.3f}{f'({whole.lenient_rate:.3f})':>7}"
