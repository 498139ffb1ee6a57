import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.parsing.sentences import LONGEST, spans


def split(written: str) -> tuple[str, ...]:
    """The sentences of a paragraph."""
    return tuple(written[start:end] for start, end in spans(written))


CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "sentence_cases.jsonl").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def folded(sentences: list[str]) -> list[str]:
    return [kept for sentence in sentences if (kept := re.sub(r"\s", "", sentence))]


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['tag']}" for n, case in enumerate(CASES)])
def test_cases(case: dict[str, Any]) -> None:
    got = folded([sentence for line in case["text"].splitlines() for sentence in split(line)])
    wanted = folded(case["sentences"])
    if case["mode"] == "exact":
        assert got == wanted
    else:
        assert "".join(got) == "".join(wanted)
        assert all(8 <= len(sentence) <= 100 and sentence[-1] in "，；：。、！？…”" for sentence in got)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("“为了谁？依靠谁？”这个问题必须回答。", ["“为了谁？依靠谁？”这个问题必须回答。"]),
        ("“入党为什么？”是每个党员的必答题。", ["“入党为什么？”是每个党员的必答题。"]),
        ("大家齐声喊：“好！”他笑了。", ["大家齐声喊：“好！”", "他笑了。"]),
        ("这是为什么呢？！我们想一想。。。再说！！！", ["这是为什么呢？！", "我们想一想。。。", "再说！！！"]),
        ("他没有说“再见。我们要继续走。", ["他没有说“再见。", "我们要继续走。"]),
        ("（这是题外话。）下面说正题。", ["（这是题外话。）", "下面说正题。"]),
        ("时代呼唤担当……我们责无旁贷。", ["时代呼唤担当……我们责无旁贷。"]),
        ("「亞洲的模範生。」這是事實。", ["「亞洲的模範生。」", "這是事實。"]),
        ("请登录http://www.12371.cn/a?id=3查询。谢谢", ["请登录http://www.12371.cn/a?id=3查询。", "谢谢"]),
        ("谢谢大家！ ！ ！", ["谢谢大家！ ！ ！"]),
        ("面积2.35万亩.产量很高.", ["面积2.35万亩.", "产量很高."]),
    ],
)
def test_conventions(text: str, sentences: list[str]) -> None:
    assert list(split(text)) == sentences


def test_a_long_quotation_is_split_between_its_sentences() -> None:
    sentence = "我们要坚持以人民为中心的发展思想，把群众的冷暖放在心上、落到实处。"
    text = f"他说：“{sentence * 4}”大家记住了。"
    assert split(text) == (f"他说：“{sentence}", sentence, sentence, f"{sentence}”", "大家记住了。")


@given(st.text(alphabet='党员群众。！？!?.…，；：“”‘’"《》（）() 1a\u3000', max_size=260))
def test_nothing_is_lost_and_no_sentence_is_too_long(text: str) -> None:
    found = spans(text)
    assert "".join("".join(text[start:end] for start, end in found).split()) == "".join(text.split())
    assert all(0 < end - start <= LONGEST for start, end in found)
    assert [offset for span in found for offset in span] == sorted(offset for span in found for offset in span)
