"""Takes over a real server: a sentence read again, recorded, chosen, heard, and found by the command line."""

import json
import threading
import time
import tomllib
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import numpy as np
import pytest
from filelock import FileLock
from tests.studio.studios import Running
from tests.support.cli import Project
from tests.support.proof_studio import SampleDesk, running_studio, sample_desk
from tests.support.sound import decoded, speechlike

from dangke_audio.model.audio import Pcm
from dangke_audio.retaking.keeping import wave_bytes
from dangke_audio.studio.proof.take_routes import LARGEST_RECORDING_BYTES

TEXT = """讲稿：修渠修路
同志们：
今天讲两件事。担子重啊！
一、修水渠
水渠要先修，大家都要来，谁也不要落下。担子重啊！
二、修路
路要重修。
"""
WORDS = "水渠要先修，大家都要来，谁也不要落下。"
RATE_HZ = 24_000


def recording(seconds: float = 4.0, *, seed: int = 3) -> bytes:
    return wave_bytes(speechlike(round(seconds * RATE_HZ), seed=seed))


@dataclass(frozen=True, slots=True)
class Asking:
    """A page's requests for one sentence."""

    address: str
    desk: SampleDesk

    def get(self, path: str) -> Any:
        with urlopen(f"{self.address}/api/proof/a{path}", timeout=30) as answer:
            return json.loads(answer.read())

    def send(self, path: str, data: bytes, kind: str) -> Any:
        request = Request(f"{self.address}/api/proof/a{path}", data, {"Content-Type": kind})
        with urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())

    @property
    def version(self) -> str:
        return str(self.get("")["version"])

    def post(self, path: str, **body: object) -> Any:
        return self.send(path, json.dumps({"version": self.version, **body}).encode(), "application/json")

    def record(self, number: int, data: bytes, name: str = "", kind: str = "application/octet-stream") -> Any:
        query = f"version={self.version}&name={quote(name)}"
        return self.send(f"/sentences/{number}/takes/recording?{query}", data, kind)

    def sound(self, number: int, take: int | None = None) -> bytes:
        which = "" if take is None else f"/takes/{take}"
        with urlopen(f"{self.address}/api/proof/a/sentences/{number}{which}/sound", timeout=60) as answer:
            return bytes(answer.read())

    def find(self, written: str, nth: int = 0) -> int:
        rows = self.get("/sentences?first=0&end=99")["sentences"]
        return int([row["number"] for row in rows if row["written"] == written][nth])

    def row(self, number: int) -> Any:
        return self.get(f"/sentences?first={number}&end={number + 1}")["sentences"][0]


def refused(ask: Any) -> tuple[int, str, str]:
    """Status, code, and what the user reads."""
    with pytest.raises(HTTPError) as caught:
        ask()
    told = json.loads(caught.value.read())["error"]
    return caught.value.code, told["code"], f"{told['message']}（{told['hint']}）"


def known(told: Any) -> list[tuple[int, str, bool]]:
    return [(take["number"], take["how"], take["is_chosen"]) for take in told["takes"]]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGKE_AUDIO_CACHE", str(tmp_path / "project" / "cache"))


@pytest.fixture
def desk(tmp_path: Path) -> SampleDesk:
    return sample_desk(tmp_path / "project", TEXT)


@pytest.fixture
def asking(desk: SampleDesk) -> Iterator[Asking]:
    with running_studio(desk) as address:
        yield Asking(address, desk)


def test_a_sentence_is_read_again_and_the_usual_chosen_again(asking: Asking) -> None:
    number = asking.find(WORDS)
    usual, row = asking.sound(number), asking.row(number)
    assert known(asking.get(f"/sentences/{number}/takes")) == [(1, "原来的读法", True)]
    told = asking.post(f"/sentences/{number}/takes/again")
    assert known(told) == [(1, "原来的读法", False), (2, "语速 0.96", True)]
    assert told["sentence"] == asking.row(number)
    assert told["sentence"]["take"] == {"number": 2, "how": "语速 0.96"}
    assert told["sentence"]["sound"] != row["sound"], "browsers keep sounds by their names"
    assert asking.sound(number) == asking.sound(number, 2) != usual
    assert asking.sound(number, 1) == usual
    assert known(asking.post(f"/sentences/{number}/takes/again"))[2] == (3, "语速 1.04", True)
    back = asking.post(f"/sentences/{number}/takes/chosen", take=1)
    assert [one for one in known(back) if one[2]] == [(1, "原来的读法", True)]
    assert asking.row(number) == row
    assert asking.sound(number) == usual
    assert asking.sound(number, 3) not in (usual, asking.sound(number, 2))


def test_the_takes_lie_beside_the_original_where_the_command_line_finds_them(asking: Asking) -> None:
    number, project = asking.find(WORDS), Project(asking.desk.project)
    asking.post(f"/sentences/{number}/takes/again")
    original = asking.desk.originals["a"]
    (heard,) = original.with_name("讲稿.txt.takes").glob("*-2.wav")
    script = original.relative_to(project.folder).as_posix()
    listed = project.run("retake", script, "第二章", "第2句", "--list", "--voice", "tone")
    assert "* 2 语速 0.96" in listed.out
    assert project.run("build", script, "--voice", "tone").code == 0
    told = json.loads((project.out / "manifest.json").read_bytes())
    (sentence,) = [one for one in told["sentences"] if one["written"] == WORDS]
    with wave.open(str(heard)) as sound:
        assert sentence["end_sample"] - sentence["start_sample"] == sound.getnframes()
    table = heard.with_name("takes.toml")
    table.write_text(table.read_text("utf-8").replace("chosen = 2", "chosen = 1"), "utf-8")
    assert known(asking.get(f"/sentences/{number}/takes"))[0] == (1, "原来的读法", True), "nothing is kept in memory"
    assert asking.row(number)["take"] is None


def test_a_recording_is_as_loud_as_the_voice_after_its_gain(asking: Asking) -> None:
    """The profile's gain is -4 dB; the recording is levelled to what is heard, so it gets no gain again."""
    number = asking.find(WORDS)
    told = asking.record(number, recording(), "../../我的\u202e录音\n.wav")
    assert known(told)[1] == (2, "录音 我的录音.wav", True)
    assert told["warnings"] == []
    levels = [_level_db(asking.sound(number, take)) for take in (1, 2)]
    assert levels[1] == pytest.approx(levels[0], abs=2.5)
    assert asking.sound(number) == asking.sound(number, 2)
    files = [path.name for path in asking.desk.originals["a"].parent.rglob("*.wav")]
    assert files == [f"水渠要先修，大家都要来，谁也不要落下-{_said(asking)[:6]}-2.wav"], "named after the sentence"
    assert known(asking.record(number, recording(seed=4)))[2][1].startswith("录音 话筒 ")


def _level_db(mp3: bytes) -> float:
    sound = decoded(mp3) / 32_768
    frames = sound[: len(sound) // 240 * 240].reshape(-1, 240)
    power = np.mean(frames**2, axis=1)
    return float(10 * np.log10(np.mean(power[power > 1e-5])))


def _said(asking: Asking) -> str:
    table = tomllib.loads((asking.desk.originals["a"].with_name("讲稿.txt.takes") / "takes.toml").read_text("utf-8"))
    return str(table["sentences"][0]["said"])


def test_a_recording_of_another_length_is_warned_of_and_kept(asking: Asking) -> None:
    number = asking.find(WORDS)
    told = asking.record(number, recording(40.0))
    assert "音节" in told["warnings"][0]
    assert known(told)[1][2]


def test_recordings_that_are_none_are_refused(asking: Asking) -> None:
    number = asking.find(WORDS)
    silence = wave_bytes(Pcm(RATE_HZ, bytes(2 * RATE_HZ)))
    status, _, told = refused(lambda: asking.record(number, silence))
    assert (status, told) == (400, "录音里没有声音（请检查话筒，重新录一遍）")
    assert "读不出声音" in refused(lambda: asking.record(number, b"no sound"))[2]
    assert "读不出声音" in refused(lambda: asking.record(number, b""))[2]
    assert refused(lambda: asking.record(number, recording(), kind="audio/wav"))[0] == 400
    minutes = wave_bytes(speechlike(301 * 8000, rate_hz=8000))
    assert "超过 5 分钟" in refused(lambda: asking.record(number, minutes))[2]
    assert not [*asking.desk.project.rglob("*.takes")], "nothing was kept"


def test_a_list_of_other_files_is_no_recording(asking: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FFmpeg knows files that name others, and would read those."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.wav").write_bytes(recording())
    told = refused(lambda: asking.record(asking.find(WORDS), b"ffconcat version 1.0\nfile secret.wav\n"))
    assert "读不出声音" in told[2]


def test_too_large_a_recording_is_refused_unread(asking: Asking) -> None:
    number = asking.find(WORDS)
    status, _, told = refused(lambda: asking.record(number, bytes(LARGEST_RECORDING_BYTES + 1)))
    assert (status, told) == (400, "录音文件太大，最大 20 MB（只要这一句的录音，请剪短后再试）")


def test_what_is_not_there_is_not_found(asking: Asking) -> None:
    number = asking.find(WORDS)
    asking.post(f"/sentences/{number}/takes/again")
    for path in (f"/sentences/{number}/takes/9", "/sentences/999/takes/1", f"/sentences/{number}/takes/..%2f2"):
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{asking.address}/api/proof/a{path}/sound")
    for document in ("b", "..%2fa", "a%2f..%2fa"):
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{asking.address}/api/proof/{document}/sentences/{number}/takes")
    assert refused(lambda: asking.post("/sentences/999/takes/again"))[0] == 404
    assert "没有第 9 个读法" in refused(lambda: asking.post(f"/sentences/{number}/takes/chosen", take=9))[2]
    assert refused(lambda: asking.post(f"/sentences/{number}/takes/chosen", take="2"))[0] == 400
    assert refused(lambda: asking.post(f"/sentences/{number}/takes/again", version="old"))[:2] == (409, "outdated")
    old = f"/sentences/{number}/takes/recording?version=old"
    assert refused(lambda: asking.send(old, recording(), "application/octet-stream"))[:2] == (409, "outdated")


def test_all_ways_of_reading_come_to_an_end(asking: Asking) -> None:
    number = asking.find("担子重啊！")
    with pytest.raises(HTTPError) as caught:
        for _ in range(20):
            asking.post(f"/sentences/{number}/takes/again")
    told = json.loads(caught.value.read())["error"]
    assert (told["message"], "录音" in told["hint"]) == ("所有的读法都试过了", True)
    assert 5 < len(known(asking.get(f"/sentences/{number}/takes"))) < 20


def test_presses_meanwhile_are_told_to_wait(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty at once start one, and are answered; a command that holds the takes is told of too."""
    monkeypatch.setenv("RECORDING_DELAY", "2")
    number, version = asking.find(WORDS), asking.version
    body, start = json.dumps({"version": version}).encode(), threading.Barrier(30)

    def press(_: int) -> int:
        start.wait()
        try:
            asking.send(f"/sentences/{number}/takes/again", body, "application/json")
        except HTTPError as error:
            return error.code
        return 200

    with ThreadPoolExecutor(30) as people:
        codes = sorted(people.map(press, range(30)))
    assert codes == [200] + [409] * 29
    assert len(known(asking.get(f"/sentences/{number}/takes"))) == 2
    with FileLock(asking.desk.originals["a"].with_name("讲稿.txt.takes") / ".lock"):
        assert refused(lambda: asking.post(f"/sentences/{number}/takes/chosen", take=1))[:2] == (409, "busy")


def test_an_edit_gives_up_the_take_and_tells_so(asking: Asking) -> None:
    number = asking.find("路要重修。")
    asking.post(f"/sentences/{number}/takes/again")
    asking.post(f"/sentences/{number}/text", text="路要快修。")
    assert asking.row(number)["take"] is None
    assert any("换过读法" in remark for remark in asking.row(number)["remarks"])
    asking.post("/undo")
    assert asking.row(number)["take"] == {"number": 2, "how": "语速 0.96"}
    assert asking.row(number)["remarks"] == []


def test_a_take_of_another_voice_is_heard_but_not_used(desk: SampleDesk) -> None:
    with running_studio(desk) as address:
        asking = Asking(address, desk)
        asking.post(f"/sentences/{asking.find(WORDS)}/takes/again")
    quick = (desk.project / "voices" / "tone.toml").read_text("utf-8").replace("speed = 1.0", "speed = 1.1")
    (desk.project / "voices" / "quick.toml").write_text(quick, "utf-8")
    with running_studio(SampleDesk(desk.project, desk.originals, "quick")) as address:
        asking = Asking(address, desk)
        number = asking.find(WORDS)
        told = asking.get(f"/sentences/{number}/takes")
        assert [take["is_usable"] for take in told["takes"]] == [True, False]
        assert asking.row(number)["take"] is None
        assert any("另一个声音" in remark for remark in asking.row(number)["remarks"])
        assert asking.sound(number) == asking.sound(number, 1) != asking.sound(number, 2)


def test_a_take_whose_file_is_gone_is_told(asking: Asking) -> None:
    number = asking.find(WORDS)
    asking.post(f"/sentences/{number}/takes/again")
    (file,) = asking.desk.originals["a"].parent.rglob("*-2.wav")
    file.unlink()
    assert "不见了" in refused(lambda: asking.sound(number))[2]
    asking.post(f"/sentences/{number}/takes/chosen", take=1)
    assert asking.sound(number)


SOUND = "application/octet-stream"


def test_strangers_and_the_too_large_are_refused_by_the_studio(studio: Running) -> None:
    one = studio.brought(text=TEXT)
    base = f"/api/proof/{one}/sentences/5/takes"
    body = {"version": studio.get(f"/api/proof/{one}").told["version"]}
    address = f"{base}/recording?version={body['version']}"
    for stranger in ({"Origin": "http://evil.example"}, {"Origin": None, "Sec_Fetch_Site": "cross-site"}):
        assert studio.send("POST", f"{base}/again", body, **stranger).status == 403
        assert studio.send("POST", f"{base}/chosen", {**body, "take": 1}, **stranger).status == 403
        assert studio.ask("POST", address, recording(), Content_Type=SOUND, **stranger).status == 403
    large = studio.ask("POST", address, b"", Content_Type=SOUND, Content_Length="900000000")
    assert (large.status, large.error) == (413, "文件太大，最大 20 MB")
    assert studio.ask("POST", address, recording(), Content_Type=SOUND).status == 200


def test_a_take_makes_the_lecture_old_and_the_next_build_has_it(
    studio: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build under way is made as it was begun."""
    monkeypatch.setenv("RECORDING_DELAY", "0.8")
    one = studio.brought(text=TEXT)
    studio.send("PUT", f"/api/documents/{one}/choices", {"voice": "tone", "editions": ["phone"]})
    studio.send("POST", f"/api/documents/{one}/build", {})
    body = {"version": studio.get(f"/api/proof/{one}").told["version"]}
    while studio.job(one).get("phase") != "speaking":
        time.sleep(0.02)
    assert studio.send("POST", f"/api/proof/{one}/sentences/5/takes/again", body).status == 200
    assert studio.job(one)["state"] == "running"
    studio.wait(one, "done")
    assert studio.get(f"/api/documents/{one}").told["results"]["is_current"] is False
    studio.send("POST", f"/api/documents/{one}/build", {})
    studio.wait(one, "done")
    assert studio.get(f"/api/documents/{one}").told["results"]["is_current"] is True
