import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangke_audio.reading.encoding import UndecodableError, decode

SIMPLIFIED = (
    "党员干部要担当",
    "一、提高政治站位",
    "同志们:大家好!",
    "联通的服务，大家都说好。",
    "镕基同志讲话全文，请大家认真学习领会。",
)
TRADITIONAL = ("各位鄉親，大家好！", "中華民國一○一年總統", "立法會主席梁君彥的發言", "為市民謀福祉，繼續努力。")


@pytest.mark.parametrize("text", SIMPLIFIED + TRADITIONAL)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_short_texts_without_a_mark(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.encoding == encoding
    assert not decoded.cut_short


@pytest.mark.parametrize("text", TRADITIONAL)
def test_short_texts_in_big5(text: str) -> None:
    assert decode(text.encode("big5hkscs")).text == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_byte_order_marks_decide_and_vanish(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + "党课".encode(encoding))
    assert (decoded.text, decoded.encoding) == ("党课", encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_inside_a_character_is_read(encoding: str) -> None:
    decoded = decode("我们要不忘初心、牢记使命。同志们".encode(encoding)[:-1])
    assert decoded.text == "我们要不忘初心、牢记使命。同志"
    assert decoded.cut_short


def test_a_file_half_in_either_encoding_is_read() -> None:
    data = "同志们，大家好！\n".encode() + "今天我们上一堂党课。\n".encode("gb18030")
    decoded = decode(data)
    assert decoded.text == "同志们，大家好！\n今天我们上一堂党课。\n"
    assert decoded.encoding == "utf-8+gb18030"


def test_plain_ascii_is_utf8() -> None:
    assert decode(b"Hello, comrades.\n").encoding == "utf-8"


def test_an_undecodable_byte_is_named() -> None:
    head = "同志们，大家好！".encode()
    with pytest.raises(UndecodableError) as caught:
        decode(head + b"\xff" * 30 + "今天".encode())
    assert caught.value.offset == len(head)


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UndecodableError as refused:
        decoded = None
        offset = refused.offset
    assert decoded is None or isinstance(decoded.text, str)
    assert decoded is not None or 0 <= offset <= len(data)
