"""Published lectures, read over HTTP by the phones of the house: what manifests name, and nothing else."""

from dangke_audio.serving.binding import Served, bind
from dangke_audio.serving.network import lan_addresses
from dangke_audio.serving.qr_code import qr_code, qr_picture
from dangke_audio.serving.server import serve, serving

__all__ = ["Served", "bind", "lan_addresses", "qr_code", "qr_picture", "serve", "serving"]
