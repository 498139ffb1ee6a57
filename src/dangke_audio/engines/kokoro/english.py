"""English words → the phonemes of Kokoro's American English, by way of espeak-ng.

Kokoro learnt English from misaki's phonemes; the table follows misaki 0.9.4's EspeakFallback (hexgrad/misaki,
Apache-2.0), which says how espeak-ng's sounds are written there: one letter for each diphthong and affricate, ᵊ before
a syllabic consonant, T for the flapped t of water, no length.

In English sentences the Mandarin voices speak these phonemes as they are. Between Chinese words, however, they take p t k ch
for pinyin's b d g zh (Coffee becomes golfi, Top 到), so there the aspiration is marked: both found with a speech recognizer.
"""

import re

from dangke_audio.engines.kokoro.espeak_phonemes import ipa

# In this order: long forms before their parts.
_SPELLINGS = (
    ("a^ɪ", "I"), ("a^ʊ", "W"), ("e^ɪ", "A"), ("o^ʊ", "O"), ("ɔ^ɪ", "Y"), ("d^ʒ", "ʤ"), ("t^ʃ", "ʧ"),
    ("ə^l", "ᵊl"), ("n̩", "ᵊn"), ("l̩", "ᵊl"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɚɹ", "əɹ"), ("ɚ", "əɹ"), ("ɐ", "ə"),
    ("ɾ", "T"), ("ʔ", "t"), ("r", "ɹ"), ("x", "k"), ("ɬ", "l"), ("\N{COMBINING TILDE}", ""), ("ː", ""),
    ("^", ""),
)  # fmt: skip
# p t k ʧ that English aspirates: at the beginning of a word or of a stressed syllable, but not behind s.
_ASPIRATED = re.compile("(?<![^ ])[ptkʧ](?=[ɹlwj]?[ˈˌ]?[AIOWYiuɑɔəɛɜɪʊʌæᵊᵻ])|(?<!s)[ptkʧ](?=[ɹlwj]?[ˈˌ])")
ENGLISH = frozenset(" ˈˌAIOTWYbdfhijklmnpstuvwzæðŋɑɔəɛɜɡɪɹʃʊʌʒʤʧθᵊᵻ")
"""All that can come out; the alphabet of espeak-ng's other languages cannot."""


def english_phonemes(words: str) -> str | None:
    """`serve the people` → `sˈɜɹv ðə pˈipᵊl`.

    None if espeak-ng has no sounds for it, or some that Kokoro's English does not know. Raises EngineError.
    """
    sounds = ipa(words)
    for theirs, ours in _SPELLINGS:
        sounds = sounds.replace(theirs, ours)
    return sounds if sounds and set(sounds) <= ENGLISH else None


def aspirated(phonemes: str) -> str:
    """For words between Chinese ones: `pˈWəɹ` → `pʰˈWəɹ`."""
    return _ASPIRATED.sub(r"\g<0>ʰ", phonemes)
