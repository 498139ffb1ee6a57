"""The whole walk: the seed lecture with the quick engine, a short lecture with the real one."""

import json
import shutil
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from mutagen.id3 import CHAP, CTOC, ID3
from tests.support.cli import Project

SEED = Path(__file__).parent.parent / "seeds" / "000_e140869088638101.txt"
CHAPTERS = [
    "开场",
    "一、在学懂弄通做实党的方针政策上下功夫,当好政策法规的“宣传员”",
    "二、在密切联系群众上下功夫,当好党群关系的“联络员”",
    "三、在助力乡村振兴上下功夫,",
]
SHORT = """讲稿：用电安全通知
各位村民：
大家好！2024年10月1日上午8:30，全村停电检修。
一、注意事项
请提前关好电器，如有问题请拨打95598。
谢谢大家！
"""


def decoded_samples(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Every sample of an MP3, by a decoder that is not ours."""
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray().ravel() for frame in container.decode(audio=0)]
    return np.concatenate(frames).astype(np.float32)


def read_tag(path: Path) -> tuple[CTOC, list[CHAP]]:
    """The table of contents, and the chapters in the order in which they stand in the file."""
    tag = ID3(path)
    (contents,) = tag.getall("CTOC")
    return contents, tag.getall("CHAP")


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project.make(tmp_path_factory.mktemp("seed"))
    shutil.copy(SEED, project.script)
    done = project.build()
    assert done.code == 0, done.err
    return project


@pytest.fixture(scope="module")
def manifest(seed: Project) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((seed.out / "manifest.json").read_text(encoding="utf-8"))
    return found


def whole(seed: Project) -> Path:
    return seed.out / "新时代党员的责任和担当.mp3"


def test_the_seed_has_its_chapters_in_order(seed: Project, manifest: dict[str, Any]) -> None:
    contents, chapters = read_tag(whole(seed))
    assert contents.flags == 3  # top-level and ordered
    assert [chapter.element_id for chapter in chapters] == contents.child_element_ids
    assert [chapter.sub_frames["TIT2"].text[0] for chapter in chapters] == CHAPTERS
    assert [chapter["title"] for chapter in manifest["chapters"]] == CHAPTERS


def test_chapter_times_are_the_manifest_s_and_without_gaps(seed: Project, manifest: dict[str, Any]) -> None:
    _, chapters = read_tag(whole(seed))
    times = [(chapter.start_time, chapter.end_time) for chapter in chapters]
    assert times == [(chapter["start_ms"], chapter["end_ms"]) for chapter in manifest["chapters"]]
    assert [end for _, end in times[:-1]] == [start for start, _ in times[1:]]
    assert times[-1][1] == round(manifest["samples"] / 24)


def test_decoded_length_equals_the_timeline(seed: Project, manifest: dict[str, Any]) -> None:
    assert len(decoded_samples(whole(seed))) == manifest["samples"]
    for chapter in manifest["chapters"]:
        part = decoded_samples(seed.out / chapter["file"])
        assert len(part) == chapter["end_sample"] - chapter["start_sample"]


def test_each_sentence_sounds_where_the_manifest_says(seed: Project, manifest: dict[str, Any]) -> None:
    """Without an Info frame a decoder is 1105 samples late: 576 of LAME's, 529 of its own."""
    samples = np.abs(decoded_samples(whole(seed)))
    late = 1105
    spans = [(one["start_sample"], one["end_sample"]) for one in manifest["sentences"]]
    assert len(spans) > 50
    for start, end in spans:
        assert samples[start + late : end + late].max() > 0.1
    gaps = zip([0, *(end for _, end in spans)], [start for start, _ in spans], strict=False)
    for end, start in gaps:
        # the margin of 30 ms and MP3's own spread belong to the sentence
        assert samples[max(0, end + late + 800) : start + late - 800].max(initial=0.0) < 0.02


def test_what_is_not_read_is_not_spoken(seed: Project) -> None:
    spoken = " ".join(seed.spoken())
    assert "zong3 shu1 ji4" in spoken
    assert "h t t p" not in spoken
    assert "*" not in spoken
    assert "zhuan3 zai3" not in spoken


def test_the_seed_built_again_is_left_alone(seed: Project) -> None:
    before = seed.published()
    last = seed.build().last
    assert (last["synthesized"], last["blocks_encoded"]) == (0, 0)
    assert seed.published() == before


def test_one_corrected_word_of_the_seed_is_one_clip(seed: Project) -> None:
    seed.script.write_text(SEED.read_text(encoding="utf-8-sig").replace("日溢高涨", "日益高涨"), encoding="utf-8")
    try:
        last = seed.build().last
    finally:
        shutil.copy(SEED, seed.script)
        seed.build()
    # 溢 and 益 sound the same, so the clip is the same too: nothing has to be spoken
    assert (last["synthesized"], last["blocks_encoded"]) == (0, 0)


def test_one_changed_sentence_of_the_seed_is_one_clip(seed: Project) -> None:
    changed = SEED.read_text(encoding="utf-8-sig").replace("我们对群众有多亲", "我们对百姓有多亲")
    seed.script.write_text(changed, encoding="utf-8")
    try:
        last = seed.build().last
    finally:
        shutil.copy(SEED, seed.script)
        seed.build()
    assert last["synthesized"] == 1
    assert 1 <= last["blocks_encoded"] <= 2


@pytest.mark.speech
def test_a_short_notice_with_the_real_voice(tmp_path: Path, kept_cache: Path) -> None:
    for made in ("clips", "blocks"):  # the model is kept, the speech is made anew
        shutil.rmtree(kept_cache / made, ignore_errors=True)
    project = Project.make(tmp_path, SHORT)
    first = project.run("build", "讲稿.txt", "--json", DANGKE_AUDIO_CACHE=str(kept_cache))
    assert first.code == 0, first.err
    _, chapters = read_tag(project.out / "用电安全通知.mp3")
    assert [chapter.sub_frames["TIT2"].text[0] for chapter in chapters] == ["开场", "一、注意事项"]
    manifest = json.loads((project.out / "manifest.json").read_text(encoding="utf-8"))
    samples = decoded_samples(project.out / "用电安全通知.mp3")
    assert len(samples) == manifest["samples"]
    assert 10 < len(samples) / 24_000 < 40
    before = project.published()
    again = project.run("build", "讲稿.txt", "--json", DANGKE_AUDIO_CACHE=str(kept_cache))
    assert again.last["synthesized"] == 0
    assert project.published() == before
