"""Any server with `POST /v1/audio/speech`: CosyVoice or Kokoro in the house, or a cloud."""

from dangke_audio.engines.openai_api.engine import OpenAiApiEngine

__all__ = ["OpenAiApiEngine"]
