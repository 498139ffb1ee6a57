"""The local service is as good as the real one: the command that comes with edge-tts, and a process of its own, use it."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.edge_answers import Silent, Status
from tests.support.edge_server import edge_service
from tests.support.engine_contract import run_contract

from dangke_audio.engines.edge import EdgeEngine
from dangke_audio.engines.edge.request import Timeouts
from dangke_audio.errors import SynthesisError

pytestmark = pytest.mark.timeout(60)

SPEAK = """
from dangke_audio.engines.edge import EdgeEngine
engine = EdgeEngine()
engine.prepare("zh-CN-YunxiNeural")
print(engine.speak("好。", "zh-CN-YunxiNeural", 1.0).samples)
"""


def test_the_stock_command_speaks(tmp_path: Path) -> None:
    media = tmp_path / "speech.mp3"
    command = ("-m", "edge_tts", "--text", "同志们好。", "--voice", "zh-CN-YunyangNeural", "--write-media", str(media))
    with edge_service() as service:
        environment = {**service.environment, "WSS_PROXY": service.environment["HTTPS_PROXY"]}
        subprocess.run((sys.executable, *command), check=True, capture_output=True, env=environment)
    assert media.read_bytes()
    assert service.requests[0].text == "同志们好。"


def test_a_process_of_its_own_finds_the_service() -> None:
    with edge_service([Status(403, skew_s=-900)]) as service:
        done = subprocess.run(
            (sys.executable, "-W", "error", "-c", SPEAK),
            check=True,
            capture_output=True,
            text=True,
            env=service.environment,
        )
    assert int(done.stdout) > 10_000
    assert done.stderr == ""
    assert len(service.connections) == 2


def test_a_client_that_has_gone_is_not_counted() -> None:
    hurried = EdgeEngine(timeouts=Timeouts(connect_s=0.3, idle_s=0.3, closing_s=0.1))
    with edge_service([Silent(), Silent(3000)]) as service, service.in_process():
        for _ in range(2):
            with pytest.raises(SynthesisError):
                hurried.speak("好。", "zh-CN-YunxiNeural", 1.0)
        assert EdgeEngine().speak("好。", "zh-CN-YunxiNeural", 1.0).samples
    assert service.peak == 1


def test_the_engine_keeps_the_contract() -> None:
    with edge_service() as service, service.in_process():
        run_contract(EdgeEngine())
