"""Remake src/dangke_audio/engines/known_words.tsv: words that every engine reads alike, whatever else their characters say.

    python scripts/make_known_words.py

From homophones.tsv, pypinyin (phrases) and jieba (how common a word is): the common words of which a character would be
told by another one, although it need not be told within this word. Names are left out, and words that the project pins
or is not sure of: these are what engines get wrong. So are words that are read in two ways.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jieba
from pypinyin.constants import PHRASES_DICT

from dangke_audio import table_rows
from dangke_audio.model.report import Location
from dangke_audio.pronouncing import pronounce
from dangke_audio.pronouncing.dictionary import own_phrases, phrase_reading

TARGET = Path(__file__).parent.parent / "src/dangke_audio/engines/known_words.tsv"
HEADER = """\
# Made by scripts/make_known_words.py from the dictionaries of pypinyin and jieba (both under the MIT licence).
# Common words of which every engine knows the reading, though one of their characters has several: word, syllables.
"""
COMMON = 200
"""Occurrences in jieba's corpus."""
LONGEST = 3
NAME_TAGS = ("nr", "ns", "nt", "nz")
TWO_READINGS = (
    "一通 一行 上行 中意 亲家 人家 人参 会长 便宜 倒车 公差 分子 切断 别扭 参差 可恶 同行 地道 外传 大夫 大意 好事 "
    "好学 学会 孙子 尽量 差事 差役 当天 当年 当日 当时 当月 得了 恶心 成行 折腾 担子 教会 教学 散落 本行 标识 正当 "
    "生长 相机 相称 相间 着了 空地 空缺 等着 结果 绿林 背负 自个儿 行道 要求 调教 调配 转动 转向 转速 重重 重地 重担 "
    "长大 降服 附和 难得 露面 供养 琢磨 长长 调度 转正 背包 强行"
)
PLACE = Location("known_words")


def known_words() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words with their syllables, sorted."""
    common = dict(common_words())
    for word in sorted({*PHRASES_DICT, *own_phrases()} & set(common) - set(TWO_READINGS.split())):
        syllables = phrase_reading(word)
        read = pronounce(word, PLACE)
        is_sure = read.syllables == syllables and not read.pinned and not read.findings
        has_several = any(
            character not in read_so().get(said, "") for character, said in zip(word, syllables, strict=True)
        )
        if is_sure and has_several and not common[word].startswith(NAME_TAGS):
            yield word, syllables


@cache
def read_so() -> dict[str, str]:
    """Syllable → the characters that are read so in every word."""
    rows = table_rows.rows("dangke_audio.engines", "homophones.tsv")
    return {syllable: "".join(characters) for syllable, _homophone, *characters in rows}


def common_words() -> Iterator[tuple[str, str]]:
    """Word and part of speech, as jieba has it."""
    for line in jieba.get_dict_file():
        word, count, tag = line.decode("utf-8").split()
        if 2 <= len(word) <= LONGEST and int(count) >= COMMON:
            yield word, tag


def main() -> None:
    """Write the table."""
    rows = [f"{word}\t{' '.join(syllables)}\n" for word, syllables in known_words()]
    TARGET.write_text(HEADER + "".join(rows), encoding="utf-8", newline="\n")
    print(TARGET, len(rows))


if __name__ == "__main__":
    main()
