"""Remake src/dangke_audio/engines/kokoro/syllables.tsv: the phonemes of each Mandarin syllable as Kokoro was trained on.

    pip install pinyin-to-ipa==1.0.1 pypinyin
    python scripts/make_syllables.py

Kokoro v1.0 learnt Mandarin from the first Chinese front-end of misaki (hexgrad/misaki, misaki/zh.py, version 0.9.4):
pinyin to IPA by the package pinyin-to-ipa, then affricates as one letter and tones as arrows. The package has two
syllables wrong (yo as wo, yai as ai), so the table is frozen here with both put right, and the package is no dependency.
The digit 0 stands where the arrow of the tone goes.
"""

from pathlib import Path

from pinyin_to_ipa import pinyin_to_ipa
from pypinyin.constants import PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal
from pypinyin.phrases_dict import phrases_dict

TARGET = Path(__file__).parent.parent / "src/dangke_audio/engines/kokoro/syllables.tsv"
LETTERS = {"ʈʂ": "ꭧ", "tɕ": "ʨ", "ts": "ʦ", "ɻ̩": "ɨ", "ɹ̩": "ɨ", "\u032f": ""}
CORRECTED = {"yo": "jɔ0", "yai": "jai0"}
# Syllables that dictionaries write and pypinyin's own never yields; `r` is the retroflex ending (哪儿 → nar).
ADDED = {"pia": "pʰja0", "lvan": "lɥɛ0n", "r": "ɚ0"}


def phonemes(syllable: str) -> str:
    """`zhuang` → `ꭧwa0ŋ`."""
    ipa = "".join(pinyin_to_ipa(syllable + "1")[0]).replace("˥", "0")
    for old, new in LETTERS.items():
        ipa = ipa.replace(old, new)
    return ipa


def main() -> None:
    """Write the table, sorted."""
    readings = {reading for cell in PINYIN_DICT.values() for reading in cell.split(",")}
    readings |= {reading for phrase in phrases_dict.values() for cell in phrase for reading in cell}
    syllables = {to_normal(reading, v_to_u=False) for reading in readings}
    table = {syllable: phonemes(syllable) for syllable in syllables} | CORRECTED | ADDED
    rows = "".join(f"{syllable}\t{table[syllable]}\n" for syllable in sorted(table))
    TARGET.write_text(rows, encoding="utf-8", newline="\n")
    print(TARGET, len(table))


if __name__ == "__main__":
    main()
