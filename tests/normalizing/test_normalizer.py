"""What normalization promises of any text."""

import re
import unicodedata
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dangke_audio.model.lecture import Sentence
from dangke_audio.model.report import Location
from dangke_audio.normalizing import normalize
from dangke_audio.normalizing.normalization import Normalization

PLACE = Location("讲稿.txt", 7)
# Pieces that rules look for, so that random texts meet them in every order.
PIECES = [
    "2",
    "12",
    "2023",
    "100",
    "0",
    "05",
    "0.5",
    ".",
    ",",
    "，",
    "、",
    "-",
    "—",
    "~",
    ":",
    "/",
    "%",
    "‰",
    "℃",
    "°",
    "±",
    "+",
    "=",
    ">",
    "<",
    "*",
    "**",
    "×",
    "A",
    "b",
    "GDP",
    "www.",
    "cn",
    "@",
    "#",
    "$",
    "¥",
    "(",
    ")",
    "〔",
    "〕",
    "“",
    "”",
    '"',
    "·",
    "年",
    "月",
    "日",
    "号",
    "点",
    "分",
    "时",
    "个",
    "名",
    "元",
    "万",
    "亿",
    "第",
    "两",
    "二",
    "组",
    "次",
    "人",
    "公里",
    "km",
    "m²",
    "kg",
    "电话",
    "拨打",
    "编号",
    "①",
    "⑴",
    "Ⅳ",
    "III",
    "○",
    "〇",
    "零",
    "一",
    "世纪",
    "年代",
    "后",
    "学年",
    "比分",
    "热线",
    "每",
    "到",
    "至",
    "和",
    "的",
    "No.",
    "B2B",
    "½",
    "😀",
    "é",
    "й",
    "あ",
    "ー",
    "々",
    "٣",
    "１",
    "Ａ",
    "\u200b",
    "\u3000",
    "€",
    "&",
    "R",
    "豈",
    "…",
    "²",
    "mmHg",
    "2/2",
    "--",
    "至今",
    "次年",
    "No.",
    "分",
    "′",
    "″",
    "王×",
    "138****5678",
    "ISO",
    "Q1",
    "s",
    "中国",
    "队",
    "上午",
    "9.30",
    "20240315",
    "1.",
    "₂",
]
TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
CASES = Path(__file__).parent / "cases"
WRITTEN = [
    row.split("\t")[0] for file in sorted(CASES.glob("*.tsv")) for row in file.read_text("utf-8").splitlines()[1:]
]
HAN = re.compile("[一-鿿]")
SPEAKABLE = re.compile(r"[〇A-Za-z。，、；：？！“”‘’（）《》…— ]")


def normalized(written: str) -> Normalization:
    return normalize(Sentence(written, "body", PLACE, ends_paragraph=False))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_changes_made_in_the_written_text_give_the_spoken(written: str) -> None:
    result = normalized(written)
    pieces, position = [], 0
    for change in result.changes:
        assert change.start >= position
        assert written[change.start : change.end] == change.before != change.after
        pieces += [written[position : change.start], change.after]
        position = change.end
    assert "".join(pieces) + written[position:] == result.spoken


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_nothing_is_left_that_an_engine_could_choke_on(written: str) -> None:
    assert not [c for c in normalized(written).spoken if not (SPEAKABLE.match(c) or c.isalpha())]


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_spoken_text_is_not_changed_again(written: str) -> None:
    spoken = normalized(written).spoken
    assert normalized(spoken).spoken == spoken


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_letter_digit_or_han_is_dropped_without_a_change(written: str) -> None:
    result = normalized(written)
    changed = {place for change in result.changes for place in range(change.start, change.end)}
    for place, character in enumerate(written):
        if place not in changed:
            assert character in result.spoken
            assert unicodedata.category(character)[0] in "LPZ" or character == "〇"


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_change_says_every_character_that_it_covers(written: str) -> None:
    """Only the clock's own words go: 9:00时 is 九点, and 18:00分 十八点."""
    for change in normalized(written).changes:
        lost = {character for character in change.before if HAN.match(character)} - set(change.after)
        assert not lost or (change.rule == "time" and lost <= {"时", "分"})


@given(
    st.lists(st.sampled_from(WRITTEN), min_size=1, max_size=3),
    st.sampled_from(["", "，", "-", "—", "、", "/", " ", "3"]),
)
@settings(max_examples=300, deadline=None)
def test_forms_that_meet_do_no_harm(forms: list[str], between: str) -> None:
    """The rows of all cases files, joined: what one rule claims, another must not spoil."""
    spoken = normalized(between.join(forms)).spoken
    assert not [c for c in spoken if not (SPEAKABLE.match(c) or c.isalpha())]
    assert normalized(spoken).spoken == spoken


def test_a_redaction_is_reported_once_with_its_place() -> None:
    findings = normalized("***总书记和***同志强调").findings
    assert [(f.severity, f.code, f.location) for f in findings] == [("info", "redaction", PLACE)]
    assert not normalized("总书记强调").findings


def test_a_change_names_its_rule_and_its_place_in_the_written_text() -> None:
    (change,) = normalized("成立于１９２１年，").changes
    assert (change.rule, change.start, change.end) == ("year", 3, 7)
    assert (change.before, change.after) == ("１９２１", "一九二一")


def test_an_earlier_rule_wins() -> None:
    rules = [change.rule for change in normalized("2024年6月30日8:30，拨打12345").changes]
    assert rules == ["date", "time", "phone"]


def test_radicals_from_pdf_files_are_the_characters_they_stand_for() -> None:
    sentence = Sentence("县⻓和⻢书记说，⻅⾯。", "body", PLACE, ends_paragraph=True)
    assert normalize(sentence).spoken == "县长和马书记说，见面。"


def test_a_symbol_with_a_meaning_is_not_dropped_without_a_word() -> None:
    dropped = normalize(Sentence("甲∈乙", "body", PLACE, ends_paragraph=True))
    assert [(finding.severity, finding.code) for finding in dropped.findings] == [("warning", "symbol-dropped")]
    ornament = normalize(Sentence("甲■乙", "body", PLACE, ends_paragraph=True))
    assert ornament.findings == ()


def test_a_circled_numeral_of_another_kind_does_no_harm() -> None:
    assert "学习" in normalize(Sentence("x㉐y学习", "body", PLACE, ends_paragraph=True)).spoken
