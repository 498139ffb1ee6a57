"""Remake src/dangke_audio/engines/kokoro/voices.npz from the npm package kokoro-js 1.2.1.

    npm pack kokoro-js@1.2.1
    python scripts/make_voice_packs.py kokoro-js-1.2.1.tgz

Each voice is 510 rows of 256 float32 values, one row for each length of an utterance in tokens; they are kept as they
are. numpy writes archives without a clock, so the file is the same at every run; its SHA-256 stands in voice_packs.py.
"""

import hashlib
import sys
import tarfile
from pathlib import Path

import numpy as np

VOICES = (
    "zm_yunjian",
    "zm_yunxi",
    "zm_yunxia",
    "zm_yunyang",
    "zf_xiaobei",
    "zf_xiaoni",
    "zf_xiaoxiao",
    "zf_xiaoyi",
)
TARGET = Path(__file__).parent.parent / "src/dangke_audio/engines/kokoro/voices.npz"


def main(archive: str) -> None:
    """Read the eight Mandarin voices out of the npm archive and write them as one npz."""
    packs = {}
    with tarfile.open(archive) as tar:
        for voice in VOICES:
            member = tar.extractfile(f"package/voices/{voice}.bin")
            if member is None:
                sys.exit(f"{archive} holds no voice {voice}")
            packs[voice] = np.frombuffer(member.read(), dtype="<f4").reshape(510, 256)
    np.savez_compressed(TARGET, allow_pickle=False, **packs)
    print(TARGET, hashlib.sha256(TARGET.read_bytes()).hexdigest())


if __name__ == "__main__":
    main(sys.argv[1])
