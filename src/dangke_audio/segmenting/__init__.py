"""Chinese words, and cuts that respect them. A leaf with two verbs, for every stage that needs words.

Importing is cheap: the dictionary is loaded by the first call that needs a word.
"""

from dangke_audio.segmenting.cutting import cut
from dangke_audio.segmenting.words import words

__all__ = ["cut", "words"]
