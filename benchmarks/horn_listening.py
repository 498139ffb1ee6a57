"""Is the horn edition better understood than the phone edition, where horns are listened to?

    pip install -e ".[listen]"
    python benchmarks/horn_listening.py [--sentences N] [--speed 0.85] [--questions slow chain]

The same sentences of the seed lecture, spoken by two voices, as the phone edition has them and as the horn edition
does: how fast, how loud, and how many syllables a recognizer gets wrong (listening.py), plainly and behind a horn
stand-in with pink noise around the listener (horn_air.py). The noise is as loud for both editions: so many dB below the
phone edition behind the horn. `own` is the same with the noise set against each edition by itself, which leaves out
that one of them is louder, and tells only which is clearer. In brackets: n and ng, z and zh, c and ch, s and sh, l and
n taken as equal.

What was spoken and what was heard is kept in the cache folder. The recognizer takes 3 to 6 s a sentence on two busy
cores, and hears 264 of them for the table; two voices may be asked for in two processes at once (`--voices`).
"""

import argparse
from collections.abc import Sequence

from horn_air import level_of
from horn_bench import LEVELS, OWN_SNR_DB, SNRS_DB, Bench, levels, rate
from horn_editions import CHOSEN, Chain, Take, choose_lines, horn_edition, program_edition, speak
from horn_questions import ask_chain, ask_slow

VOICES = ("zm_yunjian", "zf_xiaobei")
SPEED = 0.85


def compare(bench: Bench, phones: Sequence[Take], speed: float) -> None:
    """Print the table of both editions."""
    chains = {"horn": Chain(), "chosen": CHOSEN}
    for name, chain in chains.items():
        print(f"{name}: speed {speed:g}, {chain.name}")
    noises = "".join(f"{f'{snr:+g} dB':>14}" for snr in SNRS_DB)
    print(f"{'':20}{LEVELS}{'plain':>14}{noises}{f'{OWN_SNR_DB:+g} dB own':>14}")
    for phone in phones:
        horns = {name: horn_edition(phone.sounds, chain, speed).sounds for name, chain in chains.items()}
        for name, sounds in {"phone": phone.sounds, **horns, "program": program_edition(phone.sounds, speed)}.items():
            heard = bench.listen(phone, sounds)
            rates = "".join(map(rate, (heard.plain, *heard.in_noise, heard.own)))
            print(f"{phone.voice} {name:9}{levels(level_of(sounds, phone.syllables))}{rates}", flush=True)


def main() -> None:
    """Print the tables that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=12)
    parser.add_argument("--speed", type=float, default=SPEED)
    parser.add_argument("--questions", nargs="+", choices=["slow", "chain"], default=[], help="instead of the table")
    parser.add_argument("--voices", nargs="+", default=VOICES)
    given = parser.parse_args()
    bench = Bench()
    phones = [speak(voice, choose_lines(voice, given.sentences)) for voice in given.voices]
    if not given.questions:
        compare(bench, phones, given.speed)
    if "slow" in given.questions:
        ask_slow(bench, phones, given.speed)
    if "chain" in given.questions:
        ask_chain(bench, phones, given.speed)


if __name__ == "__main__":
    main()
