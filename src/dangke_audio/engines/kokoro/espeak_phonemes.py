"""English words → their sounds in the International Phonetic Alphabet, by espeak-ng's rules for en-us. No sound is made."""

from dangke_audio.engines.espeak_library import english_sounds, espeak_version

__all__ = ["espeak_version", "ipa"]

# IPA (bit 1) with `^` between the letters of one sound (bit 7 and the character in bits 8–23): t^ʃ, e^ɪ.
_TIED_IPA = 0x02 | 0x80 | ord("^") << 8


def ipa(words: str) -> str:
    """`serve the people` → `sˈɜːv ðə pˈiːpə^l`. The same words always give the same sounds. Raises EngineError."""
    return english_sounds(words, _TIED_IPA)
