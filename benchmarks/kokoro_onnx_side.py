"""The other side of kokoro_speed.py: the package kokoro-onnx, run by an interpreter that has it and nothing of ours.

    python kokoro_onnx_side.py MODEL VOICES SENTENCES.json VOICE

Speaks all sentences once to warm up and says `ready`; then once for every line that it reads, and answers with the
number of samples.
"""

import json
import sys
from pathlib import Path

from kokoro_onnx import Kokoro  # type: ignore[import-not-found]


def main(model: str, voices: str, sentences: str, voice: str) -> None:
    """As its README does, but with phonemes given, so that both sides say the same."""
    kokoro = Kokoro(model, voices)
    phonemes = json.loads(Path(sentences).read_text(encoding="utf-8"))

    def speak_all() -> int:
        return sum(len(kokoro.create(each, voice=voice, speed=1.0, is_phonemes=True)[0]) for each in phonemes)

    speak_all()
    print("ready", flush=True)
    for _ in sys.stdin:
        print(speak_all(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
