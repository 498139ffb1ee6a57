"""The speaking process: `python -I -S child.py LIBRARY DATA VOICE WORDS_PER_MINUTE`, text in, sound out.

What espeak-ng says depends on what it has said before in the same process, so each utterance has a process of its own,
and this file imports next to nothing. On stdout: `S16LE`, the rate and the number of bytes (four bytes each, least
first), then 16-bit mono samples. Constants: speak_lib.h of espeak-ng 1.52.
"""

import ctypes
import sys

NO_DATA = 3
NO_VOICE = 4
NO_SPEECH = 5
_SYNCHRONOUS_OUTPUT = 2
_DO_NOT_EXIT = 0x8000
_RATE_PARAMETER = 1
_VOLUME_PARAMETER = 2
# Of 100, which reaches full scale now and then; this is as loud as kokoro's zm_yunjian, within 1 dB.
_VOLUME = 70
_FLAGS = 0x001 | 0x100  # the text is UTF-8, and [[…]] in it are phonemes
# Voices with breath in them (+f2) hold noise; else its seed is the second in which the process starts.
_SEED = 1
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def main(library_path: str, data: str, voice: str, words_per_minute: str) -> int:
    """Speak what stands on stdin; the exit code."""
    library = ctypes.CDLL(library_path)
    # As C's fopen takes it; what os.fsencode does, without os.
    coding = "mbcs" if sys.platform == "win32" else sys.getfilesystemencoding()
    encoded = data.encode(coding, sys.getfilesystemencodeerrors())
    rate_hz = library.espeak_Initialize(_SYNCHRONOUS_OUTPUT, 0, encoded, _DO_NOT_EXIT)
    if rate_hz <= 0:
        return NO_DATA
    library.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))
    pieces: list[bytes] = []

    def keep(samples: int | None, count: int, _events: int | None) -> int:
        if samples and count > 0:
            pieces.append(ctypes.string_at(samples, 2 * count))
        return 0

    callback = _CALLBACK(keep)  # a name, so that it lives as long as the library calls it
    library.espeak_SetSynthCallback(callback)
    if library.espeak_SetVoiceByName(voice.encode()) != 0:
        return NO_VOICE
    library.espeak_SetParameter(_RATE_PARAMETER, int(words_per_minute), 0)
    library.espeak_SetParameter(_VOLUME_PARAMETER, _VOLUME, 0)
    text = sys.stdin.buffer.read() + b"\0"
    speak = library.espeak_Synth
    speak.argtypes = [ctypes.c_char_p, ctypes.c_size_t, *[ctypes.c_uint] * 4, ctypes.c_void_p, ctypes.c_void_p]
    if speak(text, len(text), 0, 0, 0, _FLAGS, None, None) != 0:
        return NO_SPEECH
    sound = b"".join(pieces)
    sys.stdout.buffer.write(b"S16LE" + rate_hz.to_bytes(4, "little") + len(sound).to_bytes(4, "little") + sound)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
