"""Published lectures, read over HTTP by the phones of the house: what manifests name, and nothing else."""

from dangke_audio.serving.network import lan_addresses
from dangke_audio.serving.qr_code import qr_code
from dangke_audio.serving.server import Served, serve, serving

__all__ = ["Served", "lan_addresses", "qr_code", "serve", "serving"]
