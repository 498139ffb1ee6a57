"""A script without any sound: what will be said, about how long it takes, what is odd about it, what is not read."""

from dangke_audio.checking.front_end import FrontEnd, front_end
from dangke_audio.checking.omissions import omitted_words, reason_in_words
from dangke_audio.checking.role_voices import lecture_with_cast

__all__ = ["FrontEnd", "front_end", "lecture_with_cast", "omitted_words", "reason_in_words"]
