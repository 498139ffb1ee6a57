"""Two questions about the horn edition that only figures answer: who speaks slowly, and which chain is used."""

from collections.abc import Sequence
from dataclasses import replace

from horn_air import heard_outside, level_of, noise_rms
from horn_bench import LEVELS, OWN_SNR_DB, Bench, levels, rate
from horn_editions import CHOSEN, Chain, Take, horn_edition, speak

from listening import Score, interval, total

USUAL = Chain()
QUICK = replace(USUAL, attack_ms=5.0, release_ms=100.0)
BRIGHT = replace(CHOSEN, presence_db=6.0)
CHAINS = (
    USUAL,
    replace(USUAL, ratio=1.0),
    replace(USUAL, threshold_db=-32.0),
    replace(USUAL, presence_db=6.0),
    replace(USUAL, high_pass_hz=350),
    replace(USUAL, low_pass_hz=6000),
    QUICK,
    CHOSEN,
    BRIGHT,
    replace(BRIGHT, target_lufs=-12.0),
)
"""`ratio=1` is no compressor: the limiter does it all."""
SLOWER = 0.77
"""Another speed of the engine: what comes out is not what is asked for (0.85 gives 0.90 of the pace, 0.77 gives 0.73),
so that atempo 0.85 lies between the two."""
DRAWS = 2
HARD_SNR_DB = 0.0
"""At which the chains differ."""


def ask_slow(bench: Bench, phones: Sequence[Take], speed: float) -> None:
    """Print the horn edition as fast as the phone edition, slowed by atempo, and spoken slowly by the engine."""
    print(f"{'':32}{LEVELS}{'plain':>14}{f'{OWN_SNR_DB:+g} dB own':>14}")
    found: dict[str, list[Score]] = {}
    for phone in phones:
        slow, slower = (speak(phone.voice, phone.lines, each) for each in (speed, SLOWER))
        ways = {
            "as fast": horn_edition(phone.sounds, USUAL),
            f"atempo {speed:g}": horn_edition(phone.sounds, USUAL, speed),
            f"engine {speed:g}": horn_edition(slow.sounds, USUAL),
            f"engine {SLOWER:g}": horn_edition(slower.sounds, USUAL),
        }
        for name, made in ways.items():
            behind = [heard_outside(sound) for sound in made.sounds]
            noise = noise_rms(behind, OWN_SNR_DB)
            draws = [bench.outside(phone.lines, made.sounds, noise, draw) for draw in range(DRAWS)]
            noisy = [total(scores) for scores in zip(*draws, strict=True)]
            found.setdefault(name, []).extend(noisy)
            row = levels(level_of(made.sounds, phone.syllables)) + rate(bench.plainly(phone.lines, made.sounds))
            print(f"{phone.voice:16}{name:16}{row}{rate(noisy)}", flush=True)
    print()
    fast, atempo, *engine = found
    print_difference(fast, atempo, found)
    for name in engine:
        print_difference(atempo, name, found)


def print_difference(one: str, other: str, found: dict[str, list[Score]]) -> None:
    """Of all voices and noises together."""
    low, high = interval(found[one], found[other])
    print(f"{other} against {one}: {low:+.3f} to {high:+.3f} syllable errors (90 of 100 draws of the sentences)")


def ask_chain(bench: Bench, phones: Sequence[Take], speed: float) -> None:
    """Print a row for each chain; `gain` is how much louder than the phone edition it is behind the horn."""
    print(f"noise at {HARD_SNR_DB:+g} dB against the phone edition, speed {speed:g}; `held`: what the limiter took, dB")
    found: dict[str, list[Score]] = {}
    for phone in phones:
        print(f"\n{phone.voice:34}{LEVELS}{'gain':>6}{'held 5 %':>10}{'most':>6}{'in noise':>14}")
        before = level_of(phone.sounds, phone.syllables)
        noise = noise_rms([heard_outside(sound) for sound in phone.sounds], HARD_SNR_DB)
        heard = bench.outside(phone.lines, phone.sounds, noise)
        print(f"{'phone':34}{levels(before)}{'':22}{rate(heard)}", flush=True)
        for chain in CHAINS:
            made = horn_edition(phone.sounds, chain, speed)
            level = level_of(made.sounds, phone.syllables)
            gain = f"{level.horn_lufs - before.horn_lufs:+6.1f}{made.held_often_db:10.1f}{made.held_most_db:6.1f}"
            heard = bench.outside(phone.lines, made.sounds, noise)
            found.setdefault(chain.name, []).extend(heard)
            print(f"{chain.name:34}{levels(level)}{gain}{rate(heard)}", flush=True)
    print()
    for name, scores in found.items():
        low, high = interval(found[USUAL.name], scores)
        print(f"{name:34}{rate(scores)}  {low:+.3f} to {high:+.3f} against the first")
