"""Published lectures are heard by a speech recognizer, and compared with what should have been said."""

from dangke_audio.listening.hearing import Ear, open_ear
from dangke_audio.listening.judging import Threshold
from dangke_audio.listening.listening import Heard, Verdict, listen_to
from dangke_audio.listening.published_speech import PublishedSpeech, published_speech
from dangke_audio.listening.recognizer import Recognizer, Whisper
from dangke_audio.listening.reporting import lectures_in, write_report
from dangke_audio.listening.telling import Score, clock, noise_told, oddities, score_of, wrongly_heard

__all__ = [
    "Ear",
    "Heard",
    "PublishedSpeech",
    "Recognizer",
    "Score",
    "Threshold",
    "Verdict",
    "Whisper",
    "clock",
    "lectures_in",
    "listen_to",
    "noise_told",
    "oddities",
    "open_ear",
    "published_speech",
    "score_of",
    "write_report",
    "wrongly_heard",
]
