"""dangke-audio: a Chinese lecture script in, Mandarin MP3 files with chapters out."""

__version__ = "0.1.0"
