"""The audible mark of synthesized speech: first of all, and nothing else changes."""

from dataclasses import replace
from pathlib import Path

import pytest

from dangke_audio.config.profiles import load_profile
from dangke_audio.labelling import labelled
from dangke_audio.model.lecture import Lecture
from dangke_audio.parsing import parse
from dangke_audio.reading import read

LABEL = "本音频由人工智能合成。"


def lecture_of(folder: Path, text: str) -> Lecture:
    script = folder / "讲稿.txt"
    script.write_text(text, encoding="utf-8")
    return parse(read(script), frozenset())


@pytest.mark.parametrize(
    "text",
    [
        "讲稿：测试讲稿\n同志们：\n一、第一件事\n要办好。\n二、第二件事\n要办实。\n",
        "一、第一件事\n要办好。\n二、第二件事\n要办实。\n",
        "大家好，明天停水。\n",
        "".join(f"第{number}段说的是这件事大家都很关心，一定要办好、办实，办出成绩来。\n" * 3 for number in range(200)),
    ],
)
def test_it_comes_first_and_all_else_stays(tmp_path: Path, text: str) -> None:
    plain = lecture_of(tmp_path, text)
    profile = replace(load_profile("zm_yunjian", tmp_path), label=LABEL)
    marked = labelled(plain, profile)
    first, *others = [sentence for section in marked.sections for sentence in section.sentences]
    assert (first.written, first.kind) == (LABEL, "label")
    assert "zm_yunjian" in str(first.location)
    assert others == [sentence for section in plain.sections for sentence in section.sentences]
    assert [section.name for section in marked.sections][-len(plain.sections) :] == [
        section.name for section in plain.sections
    ]
    for section in marked.sections:
        assert section.heading is None or section.sentences[0].written == section.heading
    assert labelled(plain, replace(profile, label="")) is plain
