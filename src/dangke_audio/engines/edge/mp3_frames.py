"""Counting the frames of the one form of MP3 that the service sends: MPEG-2 layer III, 24 kHz, 48 kbit/s, mono.

Source: ISO/IEC 13818-3 §2.4.2.3. The four bytes of a header are `AAAAAAAA AAABBCCD EEEEFFGH IIJJKLMM`.
"""

RATE_HZ = 24_000
FRAME_SAMPLES = 576
FRAME_BYTES = 72 * 48_000 // RATE_HZ
HEADER_BYTES = 4

# Sync word, version and layer, bitrate and rate, channel mode: everything that must not differ from frame to frame.
MASK = 0xFFFE_FCC0
EXPECTED = 0xFFF2_64C0
PADDING = 0x0000_0200


def count_frames(mp3: bytes) -> int | None:
    """How many frames there are; None where a byte does not belong to a whole frame of that form."""
    offset = frames = 0
    while offset < len(mp3):
        header = int.from_bytes(mp3[offset : offset + HEADER_BYTES])
        if len(mp3) - offset < HEADER_BYTES or header & MASK != EXPECTED:
            return None
        offset += FRAME_BYTES + bool(header & PADDING)
        frames += 1
    return frames if offset == len(mp3) else None
