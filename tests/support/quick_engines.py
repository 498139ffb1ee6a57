"""The program's own engines with less patience, so that a test of failures does not last. Importable by workers."""

from dangke_audio.engines.contract import Limits, Patience
from dangke_audio.engines.edge import EdgeEngine
from dangke_audio.engines.openai_api import OpenAiApiEngine

QUICK = Patience(tries=5, delays_s=(0.01,), failures_at_first=5, failures_in_a_row=10)


class QuickEdge(EdgeEngine):
    """As EdgeEngine."""

    limits = Limits(spoken_characters=100, workers=2, answer_s=8.0)
    patience = QUICK


class QuickOpenAiApi(OpenAiApiEngine):
    """As OpenAiApiEngine."""

    patience = QUICK
