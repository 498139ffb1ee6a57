"""Readings told by homophones: the table, single rules, and sentences read again after respelling."""

import pytest

from dangke_audio import table_rows
from dangke_audio.engines.contract import Respelling
from dangke_audio.engines.respelling import respell
from dangke_audio.model.lexicon import NO_LEXICON, Lexicon, LexiconEntry, lexicon_of
from dangke_audio.model.report import Location
from dangke_audio.model.source import Pin
from dangke_audio.pinyin import with_tone_mark
from dangke_audio.pronouncing import pronounce

PLACE = Location("讲稿.txt", 5)
ROWS = table_rows.rows("dangke_audio.engines", "homophones.tsv")
TOLD = [(syllable, homophone) for syllable, homophone, *_ in ROWS if homophone != "-"]


def respelled(
    spoken: str, *pins: tuple[int, int, str], lexicon: Lexicon = NO_LEXICON
) -> tuple[str, tuple[Respelling, ...]]:
    found = pronounce(spoken, PLACE, pins=[Pin(*pin) for pin in pins], lexicon=lexicon)
    assert not [finding for finding in found.findings if finding.code == "reading-misfit"]
    return respell(spoken, found.syllables, found.pinned)


def test_most_syllables_have_a_homophone() -> None:
    assert len(TOLD) > 950
    assert len({syllable for syllable, _ in TOLD}) == len({homophone for _, homophone in TOLD}) == len(TOLD)


def test_homophones_have_one_reading_in_the_dictionary() -> None:
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_tone3

    for syllable, homophone in TOLD:
        listed = PINYIN_DICT[ord(homophone)].split(",")
        assert [to_tone3(one, v_to_u=False, neutral_tone_with_five=True) for one in listed] == [syllable], homophone


def test_homophones_are_simplified_characters_and_no_particles() -> None:
    told = "".join(homophone for _, homophone in TOLD)
    assert len(told.encode("gb2312")) == 2 * len(told)
    assert not set(told) & set("的了着得地过们是在一不死尸屎尿屁")


def test_common_homophones_stand_in_the_table() -> None:
    table = dict(TOLD)
    chosen = {"chong2": "崇", "yue4": "岳", "hang2": "航", "xie4": "谢", "shan4": "善", "zhang3": "掌", "lv4": "律"}
    assert {syllable: table[syllable] for syllable in chosen} == chosen


def test_a_word_of_the_lexicon_is_one_respelling() -> None:
    lexicon = lexicon_of([LexiconEntry("乐朝村", "yuè cháo cūn")])
    assert respelled("到乐朝村去", lexicon=lexicon) == ("到岳潮村去", (Respelling(1, "乐朝村", "岳潮村"),))


def test_what_is_read_so_anyway_stays() -> None:
    assert respelled("人民政府", (0, 4, "rén mín zhèng fǔ")) == ("人民政府", ())
    assert respelled("张网格长来了", (0, 4, "zhāng wǎng gé zhǎng"))[0] == "张网格掌来了"


@pytest.mark.parametrize(
    ("spoken", "pin", "heard"),
    [
        ("我们调结构", (2, 5, "tiáo jié gòu"), "我们条结构"),
        ("重发展", (0, 3, "chóng fā zhǎn"), "崇发展"),
        ("他是张县长", (2, 5, "zhāng xiàn zhǎng"), "他是张县长"),
        ("六安农行行长", (0, 6, "lù ān nóng háng háng zhǎng"), "禄安农行行长"),
        ("朝阳村", (0, 3, "cháo yáng cūn"), "潮阳村"),  # a name: no engine is trusted with that
        ("单县长", (0, 3, "shàn xiàn zhǎng"), "善县长"),
        ("重发展", (0, 3, "zhòng fà zhǎn"), "仲珐展"),  # another reading than the word's
    ],
)
def test_words_that_everyone_reads_so_stay(spoken: str, pin: tuple[int, int, str], heard: str) -> None:
    assert respelled(spoken, pin)[0] == heard


def test_a_known_word_that_is_pinned_alone_is_told_if_it_can_be() -> None:
    assert respelled("到银行去", (1, 3, "yín háng"))[0] == "到银航去"
    assert respelled("做好人难", (1, 3, "hǎo rén"))[1] == (Respelling(1, "好", None),)  # not in 做好|人
    assert respelled("好人", (0, 2, "hǎo rén")) == ("好人", ())
    assert respelled("着急", (0, 2, "zháo jí")) == ("着急", ())


def test_phrases_of_the_project_keep_their_known_words() -> None:
    assert respelled("大力调结构、促改革。")[0] == "大力条结构、促改革。"


def test_the_known_words_are_common_ones_and_no_names() -> None:
    known = {word: tuple(said.split()) for word, said in table_rows.rows("dangke_audio.engines", "known_words.tsv")}
    assert len(known) > 3000
    assert known["结构"] == ("jie2", "gou4")
    assert not set(known) & {"朝阳", "重庆", "六安", "结果", "转动", "当日", "应城", "尉迟"}
    for word, syllables in list(known.items())[::7]:
        found = pronounce(word, PLACE)
        assert (found.syllables, found.pinned, found.findings) == (syllables, frozenset(), ()), word


def test_nothing_pinned_is_nothing_respelled() -> None:
    spoken = "银行行长说，重新发展。"
    assert respell(spoken, pronounce(spoken, PLACE).syllables, frozenset()) == (spoken, ())


def test_a_commonest_reading_is_told_too_where_it_is_one_of_several() -> None:
    assert respelled("远行人", (1, 2, "xíng"))[0] == "远形人"


def test_where_no_character_has_the_sound_the_user_is_told() -> None:
    spoken, respellings = respelled("转行去", (0, 2, "zhuǎn háng"))
    assert spoken == "转航去"
    assert respellings == (Respelling(0, "转", None), Respelling(1, "行", "航"))


@pytest.mark.parametrize(
    ("spoken", "pin", "heard"),
    [
        ("一心", (0, 1, "yī"), "一心"),  # the citation tone: the engine makes yì of it, as it must
        ("一心", (0, 1, "yì"), "一心"),
        ("一定", (0, 1, "yí"), "一定"),
        ("一个", (0, 1, "yí"), "一个"),
        ("第一", (1, 2, "yì"), "第义"),  # nothing follows, so no engine would say it by itself
        ("一心", (0, 1, "yí"), "宜心"),
        ("不去", (0, 1, "bù"), "不去"),
        ("不去", (0, 1, "bú"), "不去"),
        ("看一看", (1, 2, "yi"), "看一看"),
        ("对不起", (1, 2, "bu"), "对不起"),
    ],
)
def test_yi_and_bu_keep_their_sandhi(spoken: str, pin: tuple[int, int, str], heard: str) -> None:
    assert respelled(spoken, pin)[0] == heard


def test_the_ending_er_is_left_to_the_engine() -> None:
    assert respelled("干活儿", (0, 3, "gàn huór"))[0] == "赣活儿"


@pytest.mark.parametrize(
    ("spoken", "reading"),
    [("孩子们", "hái zi men"), ("豆腐", "dòu fu"), ("晚上", "wǎn shang"), ("慢慢地", "màn màn de")],
)
def test_unstressed_endings_are_left_to_the_engine(spoken: str, reading: str) -> None:
    assert respelled(spoken, (0, len(spoken), reading)) == (spoken, ())


def test_marks_among_pinned_characters_part_respellings() -> None:
    assert respelled("重、行", (0, 3, "chóng háng")) == (
        "崇、航",
        (Respelling(0, "重", "崇"), Respelling(2, "行", "航")),
    )


SENTENCES = [
    "重庆市和六安、乐清、单县的代表来了。",
    "请解书记、曾主任、任继愈先生发言。",
    "种粮大户要种好地，乐队在行进中演奏。",
    "河长制、林长制落实到朝鲜族村。",
    "他在浚县和洪洞、台州、丽水都住过。",
    "华罗庚和查良镛，一个是数学家，一个是作家。",
]


@pytest.mark.parametrize("spoken", SENTENCES)
def test_the_project_reads_respelled_sentences_as_before(spoken: str) -> None:
    before = pronounce(spoken, PLACE)
    respelled_text, respellings = respell(spoken, before.syllables, before.pinned)
    assert respellings
    assert all(respelling.after for respelling in respellings)
    assert respelled_text != spoken
    assert pronounce(respelled_text, PLACE).syllables == before.syllables


@pytest.mark.parametrize(("syllable", "homophone"), TOLD[::9])
def test_any_syllable_may_be_asked_for(syllable: str, homophone: str) -> None:
    text, _ = respelled("行长", (0, 1, with_tone_mark(syllable)))
    assert text[0] == ("行" if syllable == "xing2" else homophone)
    assert pronounce(f"（{text[0]}）", PLACE).syllables[1] == syllable
