"""The local page where a lecture is brought, looked over, proof-read and made, without a terminal."""

from dangke_audio.studio.server import open_studio, studio_running

__all__ = ["open_studio", "studio_running"]
