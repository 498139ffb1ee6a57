"""The API, over a real server: what the page is told, and what its presses do."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from tests.support.cli import Project
from tests.support.proof_studio import SampleDesk, running_studio, sample_desk

TEXT = """讲稿：修渠修路
同志们：
今天讲两件事。担子重啊！
一、修水渠
单县的水渠长301米。担子重啊！
二、修路
单县的路要重修。
"""


@dataclass(frozen=True, slots=True)
class Asking:
    """A browser without a page."""

    address: str
    desk: SampleDesk

    def get(self, path: str = "") -> Any:
        with urlopen(f"{self.address}/api/proof/a{path}", timeout=30) as answer:
            return json.loads(answer.read())

    def post(self, path: str, **body: object) -> Any:
        data = json.dumps({"version": self.get()["version"], **body}).encode()
        headers = {"Content-Type": "application/json"}
        with urlopen(Request(f"{self.address}/api/proof/a{path}", data, headers), timeout=30) as answer:
            return json.loads(answer.read())

    def refused(self, path: str, **body: object) -> tuple[int, str, str]:
        try:
            self.post(path, **body) if body else self.get(path)
        except HTTPError as error:
            told = json.loads(error.read())["error"]
            return error.code, told["code"], told["message"]
        raise AssertionError("not refused")

    def sound(self, number: int, name: str = "") -> tuple[bytes, Any]:
        address = f"{self.address}/api/proof/a/sentences/{number}/sound?name={name}"
        with urlopen(address, timeout=60) as answer:
            return answer.read(), answer.headers

    def row(self, number: int) -> Any:
        return self.get(f"/sentences?first={number}&end={number + 1}")["sentences"][0]

    def find(self, written: str) -> int:
        rows = self.get("/sentences?first=0&end=99")["sentences"]
        return next(int(row["number"]) for row in rows if row["written"] == written)

    def reading_of(self, number: int, character: str) -> str:
        row = self.row(number)
        return str(row["pinyin"][row["spoken"].index(character)])


@pytest.fixture
def desk(tmp_path: Path) -> SampleDesk:
    return sample_desk(tmp_path / "project", TEXT)


@pytest.fixture
def asking(desk: SampleDesk) -> Iterator[Asking]:
    with running_studio(desk) as address:
        yield Asking(address, desk)


def test_the_outline_and_the_sentences(asking: Asking) -> None:
    told = asking.get()
    assert told["title"] == "修渠修路"
    assert [section["name"] for section in told["sections"]] == ["开场", "一、修水渠", "二、修路"]
    assert told["undo"] is told["redo"] is None
    rows = asking.get("/sentences?first=0&end=99")["sentences"]
    assert [row["number"] for row in rows] == list(range(told["count"]))
    assert told["uncertain"] == [row["number"] for row in rows if row["uncertain"]]
    row = asking.row(asking.find("单县的水渠长301米。"))
    assert row["spoken"] == "单县的水渠长三百零一米。"
    assert row["changes"] == [[6, 10, 6, 9]]
    assert row["pinyin"][:2] == ["shàn", "xiàn"]
    assert row["pinyin"][-1] is None


def test_the_readings_of_a_character(asking: Asking) -> None:
    number = asking.find("单县的路要重修。")
    told = asking.get(f"/sentences/{number}/readings?offset=5")
    assert (told["written"], told["start"], told["end"]) == ("重", 5, 6)
    assert {"zhòng", "chóng"} <= set(told["readings"])
    assert told["word"][told["inside"]] == "重"
    number = asking.find("单县的水渠长301米。")
    told = asking.get(f"/sentences/{number}/readings?offset=7")
    assert (told["written"], told["said"], told["word"], told["inside"]) == ("301", "三百零一", "301", None)
    told = asking.get(f"/sentences/{number}/readings?offset=10")
    assert (told["written"], told["start"]) == ("米", 9)


def test_a_reading_here_only(asking: Asking) -> None:
    first, second = asking.find("担子重啊！"), asking.find("担子重啊！") + 3
    assert asking.row(second)["written"] == "担子重啊！"
    before, headers = asking.sound(first)
    said = asking.row(first)["sound"]
    told = asking.post(f"/sentences/{first}/reading", start=2, end=3, reading="chóng")
    assert told["changed"] == [first]
    assert told["undo"] == "改读音：重 chóng"
    assert asking.reading_of(first, "重") == "chóng"
    assert asking.reading_of(second, "重") == "zhòng"
    assert asking.row(first)["fixed"] == [2]
    assert asking.row(first)["sound"] != said
    after, other = asking.sound(first)
    assert after != before
    assert other["ETag"] != headers["ETag"]
    asking.post("/undo")
    assert asking.reading_of(first, "重") == "zhòng"
    assert asking.sound(first)[0] == before
    asking.post("/redo")
    assert asking.reading_of(first, "重") == "chóng"


def test_a_number_read_as_its_author_wants(asking: Asking) -> None:
    number = asking.find("单县的水渠长301米。")
    asking.post(f"/sentences/{number}/reading", start=6, end=9, reading="三零幺")
    assert asking.row(number)["spoken"] == "单县的水渠长三零幺米。"


def test_a_word_from_now_on(asking: Asking) -> None:
    body = {"word": "单县", "reading": "dān xiàn"}
    told = asking.post("/lexicon/preview", **body)
    assert told["count"] == 2
    assert told["examples"] == ["单县的水渠长301米。", "单县的路要重修。"]
    assert not (asking.desk.project / "voices" / "lexicons").exists(), "nothing is written before it is applied"
    changed = asking.post("/lexicon", **body)["changed"]
    assert changed == told["numbers"]
    assert [asking.reading_of(number, "单") for number in changed] == ["dān", "dān"]
    asking.post("/lexicon", word="单县", reading="shàn xiàn")
    asking.post("/undo")
    assert asking.reading_of(changed[0], "单") == "dān"
    asking.post("/undo")
    assert asking.reading_of(changed[0], "单") == "shàn"


def test_an_edit_speaks_one_sentence_anew(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(asking.desk.project)
    monkeypatch.setenv("DANGKE_AUDIO_CACHE", str(project.folder / "cache"))
    monkeypatch.setenv("RECORDING_LOG", str(project.log))
    copy = asking.desk.script_of("a")
    assert project.run("build", str(copy), "--voice", "tone").code == 0
    original = asking.desk.originals["a"].read_bytes()
    project.log.unlink()
    number = asking.find("单县的路要重修。")
    assert asking.post(f"/sentences/{number}/text", text="单县的路要快修。")["changed"] == [number]
    asking.sound(number)
    asking.sound(number - 1)
    assert len(project.spoken()) == 1
    project.log.unlink()
    assert project.run("build", str(copy), "--voice", "tone").code == 0
    assert project.spoken() == [], "the build takes the clip that was heard"
    assert asking.desk.originals["a"].read_bytes() == original


def test_sentences_are_added_and_taken_out(asking: Asking) -> None:
    count, number = asking.get()["count"], asking.find("单县的路要重修。")
    told = asking.post(f"/sentences/{number}/text", text="单县的路要重修。大家都来！")
    assert told["changed"] is None
    assert told["count"] == count + 1
    assert asking.post(f"/sentences/{number}/text", text="")["count"] == count
    asking.post("/undo")
    asking.post("/undo")
    assert asking.row(number)["written"] == "单县的路要重修。"


def test_history_survives_a_restart(desk: SampleDesk) -> None:
    with running_studio(desk) as address:
        asking = Asking(address, desk)
        number = asking.find("单县的路要重修。")
        asking.post(f"/sentences/{number}/text", text="单县的路要快修。")
    with running_studio(desk) as address:
        asking = Asking(address, desk)
        assert asking.row(number)["written"] == "单县的路要快修。"
        assert asking.post("/undo")["undo"] is None
        assert asking.row(number)["written"] == "单县的路要重修。"
    with running_studio(desk) as address:
        assert Asking(address, desk).post("/redo")["redo"] is None


def test_the_edited_text_can_be_taken_away_and_brought_again(asking: Asking, tmp_path: Path) -> None:
    number = asking.find("单县的路要重修。")
    asking.post(f"/sentences/{number}/text", text="单县的路要快快重修。")
    asking.post(f"/sentences/{number}/reading", start=7, end=8, reading="zhòng")
    with urlopen(f"{asking.address}/api/proof/a/text") as answer:
        assert "attachment" in answer.headers["Content-Disposition"]
        content = answer.read()
    assert content.decode("utf-8-sig").splitlines()[-1] == "单县的路要快快[读作 zhòng]重[/读作]修。"
    with running_studio(sample_desk(tmp_path / "again", content.decode("utf-8-sig"))) as address:
        again = Asking(address, asking.desk)
        rows = [asking.get("/sentences?first=0&end=99"), again.get("/sentences?first=0&end=99")]
        assert [row["pinyin"] for row in rows[0]["sentences"]] == [row["pinyin"] for row in rows[1]["sentences"]]


def test_what_cannot_be_is_refused(asking: Asking) -> None:
    number = asking.find("担子重啊！")
    place = {"start": 2, "end": 3}
    assert asking.refused(f"/sentences/{number}/reading", **place, reading="chong")[0] == 400
    assert asking.refused(f"/sentences/{number}/reading", **place, reading="xyz")[:2] == (400, "config")
    assert asking.refused(f"/sentences/{number}/reading", start=2, end=99, reading="chóng")[0] == 400
    assert asking.refused(f"/sentences/{number}/reading", start=-1, end=1, reading="chóng")[0] == 400
    assert asking.refused("/sentences/999/text", text="多")[0] == 404
    assert asking.refused(f"/sentences/{number}/text", text="多" * 3000)[0] == 400
    assert asking.refused(f"/sentences/{number}/text", text=1)[0] == 400
    assert asking.refused(f"/sentences/{number}/text", text="多", version="old")[:2] == (409, "outdated")
    assert asking.refused(f"/sentences/{number}/text", text="半个\ud83d字")[0] == 400
    assert asking.refused("/undo", a=1)[0] == 400
    assert "空格" in asking.refused("/lexicon", word="单 县", reading="shàn xiàn")[2]
    assert "2 个汉字" in asking.refused("/lexicon", word="单县", reading="shàn")[2]
    assert "2 个汉字" in asking.post("/lexicon/preview", word="单县", reading="shàn")["fault"]
    assert asking.refused("/sentences?first=-1&end=3")[0] == 400
    assert asking.refused(f"/sentences/{number}/readings?offset=99")[0] == 400
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{asking.address}/api/proof/b")
    with pytest.raises(HTTPError, match="400"):
        urlopen(Request(f"{asking.address}/api/proof/a/undo", b"a=1"))


def test_a_word_that_another_lexicon_has_the_last_word_on(asking: Asking) -> None:
    folder = asking.desk.project / "voices" / "lexicons"
    folder.mkdir(parents=True)
    (folder / "村名.tsv").write_text("单县\tdān xiàn\n", encoding="utf-8")
    assert "村名.tsv:1" in asking.refused("/lexicon", word="单县", reading="shàn xiàn")[2]


def test_a_lexicon_that_was_edited_by_hand_is_not_undone(asking: Asking) -> None:
    asking.post("/lexicon", word="单县", reading="dān xiàn")
    path = asking.desk.project / "voices" / "lexicons" / "工作室.tsv"
    path.write_text(path.read_text("utf-8").replace("dān", "chán"), encoding="utf-8")
    assert asking.reading_of(asking.find("单县的路要重修。"), "单") == "chán", "it is read anew"
    assert "后来又改过" in asking.refused("/undo", a=1)[2]


def test_a_sound_has_a_name_for_its_browser_to_keep_it_by(asking: Asking) -> None:
    number = asking.find("担子重啊！")
    data, headers = asking.sound(number, asking.row(number)["sound"])
    assert data[:2] == b"\xff\xf3"
    assert headers["Content-Type"] == "audio/mpeg"
    assert "immutable" in headers["Cache-Control"]
    assert asking.sound(number, "old")[1]["Cache-Control"] == "no-cache"


def test_what_is_carried_over_to_another_lexicon_is_what_a_fresh_start_finds(asking: Asking) -> None:
    asking.get()
    asking.post("/lexicon", word="301", reading="三零幺")
    asking.post("/lexicon", word="担子", reading="dān zi")
    kept = asking.get("/sentences?first=0&end=99")
    for memory in asking.desk.project.rglob("sentences.json"):
        memory.unlink()
    with running_studio(asking.desk) as address:
        assert Asking(address, asking.desk).get("/sentences?first=0&end=99") == kept
    assert asking.row(asking.find("单县的水渠长301米。"))["spoken"] == "单县的水渠长三零幺米。"


def test_a_doubt_is_settled_by_the_reading_that_was_guessed(asking: Asking) -> None:
    number = asking.find("担子重啊！")
    told = asking.post("/lexicon", word="担子重", reading="dàn zi zhòng")
    assert (number in told["changed"], told["said"]) == (True, 0)
    assert asking.row(number)["uncertain"] == []
    assert number not in told["uncertain"]


def test_what_the_voice_says_first_is_heard_but_is_no_part_of_the_script(tmp_path: Path) -> None:
    """Also where the script begins with the same words."""
    label = "单县的水渠由人工智能朗读。"
    desk = sample_desk(tmp_path / "project", f"{label}\n{TEXT}")
    with running_studio(desk) as address:
        plain = Asking(address, desk)
        version, count = plain.get()["version"], plain.get()["count"]
        profile = desk.project / "voices" / "tone.toml"
        profile.write_text(f'label = "{label}"\n{profile.read_text("utf-8")}', "utf-8")
        marked = plain.get()
        assert (marked["count"], marked["version"] != version) == (count + 1, True)
        assert (plain.row(0)["kind"], plain.row(0)["written"]) == ("label", label)
        assert plain.sound(0)[0]
        status, _, message = plain.refused("/sentences/0/text", text="别的。")
        assert (status, "不是讲稿里的" in message) == (400, True)
        assert plain.refused("/sentences/0/reading", start=0, end=1, reading="dān")[0] == 400
        assert plain.post("/lexicon", word="单县", reading="dān xiàn")["said"] == 4
        assert plain.reading_of(0, "单") == "dān"
        plain.post("/sentences/1/text", text="单县欢迎您。")
        assert [plain.row(number)["written"] for number in range(2)] == [label, "单县欢迎您。"]
