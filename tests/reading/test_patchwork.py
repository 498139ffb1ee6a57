import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.reading.encoding import UndecodableError, decode
from dangke_audio.reading.patchwork import decode_lines

TEXT = (
    "各位乡亲，晚上好！\n今天讲一讲秸秆禁烧的事，请大家互相转告。\n一、为什么不能烧\n"
    "烧一亩地的秸秆，十里外都闻得到烟味；火一旦上了山，就来不及了。\n二、秸秆往哪里去\n"
    "镇上的收购点每天收到下午六点，每吨一百八十元，运费由村里出。\n"
)
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "docs"


def by_lines(text: str, *encodings: str) -> bytes:
    lines = text.splitlines(keepends=True)
    return b"".join(line.encode(encodings[i * len(encodings) // len(lines)]) for i, line in enumerate(lines))


@pytest.mark.parametrize("first", ["utf-8", "gb18030"])
def test_one_half_in_either_encoding(first: str) -> None:
    second = {"utf-8": "gb18030", "gb18030": "utf-8"}[first]
    decoded = decode(by_lines(TEXT, first, second))
    assert (decoded.text, decoded.encoding) == (TEXT, "utf-8+gb18030")
    assert decode(by_lines(TEXT, *(first, second) * 3)).text == TEXT
    assert decode(by_lines(TEXT.replace("\n", "\r"), first, second)).text == TEXT.replace("\n", "\r")


@pytest.mark.parametrize("at", range(12, 31))
@pytest.mark.parametrize("encodings", [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_the_seam_may_be_inside_a_line(at: int, encodings: tuple[str, str]) -> None:
    first, second = encodings
    assert decode(TEXT[:at].encode(first) + TEXT[at:].encode(second)).text == TEXT


def test_a_mark_at_the_head_does_not_vouch_for_the_rest() -> None:
    assert decode(b"\xef\xbb\xbf" + by_lines(TEXT, "utf-8", "gb18030")).text == TEXT


def test_the_other_half_may_be_big5() -> None:
    text = "各位鄉親，晚上好！\n今天講一講秸稈禁燒的事，請大家互相轉告。\n"
    decoded = decode(by_lines(text, "utf-8", "big5"))
    assert (decoded.text, decoded.encoding) == (text, "utf-8+big5hkscs")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_damaged_byte_costs_one_character(encoding: str) -> None:
    data = TEXT.encode(encoding)
    place = TEXT.index("请")
    damaged = TEXT[:place].encode(encoding) + b"\xff" + TEXT[place:].encode(encoding)
    decoded = decode(damaged)
    assert decoded.text == TEXT[:place] + "\ufffd" + TEXT[place:]
    assert decoded.encoding == encoding
    assert len(data) + 1 == len(damaged)


@pytest.mark.parametrize(("encoding", "lost"), [("utf-8", 1), ("utf-8", 2), ("gb18030", 1)])
def test_a_file_that_begins_inside_a_character(encoding: str, lost: int) -> None:
    text = decode(TEXT.encode(encoding)[lost:]).text
    assert text.lstrip("\ufffd") == TEXT[1:]
    assert text[0] == "\ufffd"


def test_a_mixed_file_may_be_cut_inside_a_character_too() -> None:
    for encodings in (("utf-8", "gb18030"), ("gb18030", "utf-8")):
        decoded = decode(by_lines(TEXT.rstrip(), *encodings)[:-1])
        assert decoded.text == TEXT.rstrip()[:-1]
        assert decoded.cut_short


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_blank_data_at_the_end_does_no_harm(encoding: str) -> None:
    assert decode(TEXT.encode(encoding) + bytes(4000)).text == TEXT


def test_a_damaged_utf16_file_is_read_by_its_mark() -> None:
    data = TEXT.encode("utf-16")
    assert decode(data[:100] + b"\x00\xd8" + data[100:]).text == TEXT[:49] + "\ufffd" + TEXT[49:]


@pytest.mark.parametrize("mark", [b"", b"\xff\xfe\x00\x00"])
def test_utf32(mark: bytes) -> None:
    assert decode(mark + TEXT.encode("utf-32-le")).text == TEXT


def test_noise_is_no_text() -> None:
    noise = random.Random(7).randbytes(3000)
    assert decode_lines(noise, "gb18030") is None
    with pytest.raises(UndecodableError):
        decode(noise)


@given(st.lists(st.tuples(st.sampled_from(["utf-8", "gb18030"]), st.sampled_from(TEXT.splitlines())), min_size=1))
def test_any_order_of_lines(lines: list[tuple[str, str]]) -> None:
    data = b"".join(f"{line}\n".encode(encoding) for encoding, line in lines)
    assert decode(data).text == "".join(f"{line}\n" for _, line in lines)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the labelled documents are not here")
@pytest.mark.parametrize("pair", [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_real_documents_in_two_halves(pair: tuple[str, str]) -> None:
    for path in sorted(CORPUS.glob("*.txt")):
        text = path.read_text(encoding="utf-8-sig")
        middle = len(text) // 2
        assert decode(text[:middle].encode(pair[0]) + text[middle:].encode(pair[1])).text == text, path.name
