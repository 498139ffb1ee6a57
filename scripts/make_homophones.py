"""Remake src/dangke_audio/engines/homophones.tsv: how to tell a syllable to an engine that takes characters only.

    python scripts/make_homophones.py

How characters are read is taken from pypinyin (single characters and phrases) and from the project's own tables, how
common they are from jieba's dictionary. A homophone is a character of GB 2312 for which pypinyin lists one reading and
no phrase has another, neutral ones apart. Of these: the one chosen by hand, else one that nobody minds to see, that is
in use, that is no word of grammar (它, 到, 三, which pull the words around them into another sentence), the commonest.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jieba
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.contrib.tone_convert import to_tone3

from dangke_audio.pronouncing.dictionary import own_phrases, phrase_reading
from dangke_audio.pronouncing.table_rows import rows

TARGET = Path(__file__).parent.parent / "src/dangke_audio/engines/homophones.tsv"
HEADER = """\
# Made by scripts/make_homophones.py from the dictionaries of pypinyin and jieba (both under the MIT licence).
# Syllable, the character that stands for others because it has no other reading (- for none), and the common
# characters that are read so in nearly every word, whatever old readings dictionaries list: they need not be replaced.
"""
CHOSEN = set("常晓仁旦憋钙穗韵裘雾志泽权久城潜绍楚实事启企士丝麦淘陪勉黏渊浑村孙组初佑再膜画")
"""Better than the commonest: known from names, and easily read as part of one."""
UNSIGHTLY = set(
    "坟墓丧殡棺奠冥鬼癌瘤疮疫疟痢痔瘫残废贼盗寇匪畜驴狗猪囚罪刑狱斩诛戮弑杀祸灾殃劫诈贪贿赃毒赌骗骂辱耻丑笨蠢傻"
    "痴疯癫瘸瞎聋哑跪逆叛贱恨怨憎恶悲哭惨伤祟妖魅诅咒渣霉腐臭脓痰癣疤秽误孕肠葫裸"
)
"""Illness, crime, abuse: only where nothing else has the sound."""
NEVER = set(
    "死尸葬擤屎尿屁粪屙肛裆尻娼妓婊奸淫嬲冫勹艹刂亻扌氵饣辶犭彳宀廾尢丬亠忄讠钅衤礻攵攴纟罒虍疒灬丨丶凵匚卩厶夂髟"
)
"""Death and filth; and radicals, which have a place in GB 2312 too."""
PARTICLES = {
    "de5": "的地得", "le5": "了", "zhe5": "着", "guo5": "过", "men5": "们", "me5": "么", "ma5": "吗嘛", "ne5": "呢",
    "ba5": "吧", "a5": "啊", "ya5": "呀", "la5": "啦", "na5": "哪", "ge5": "个",
}  # fmt: skip
GRAMMAR_TAGS = ("r", "p", "c", "u", "d", "m", "f", "y", "e", "o", "zg")
"""In jieba: pronouns, prepositions, conjunctions, particles, adverbs, numerals, localizers, exclamations."""
GRAMMAR = set("有来去起出到成如像让使叫等者时人小老多全总")
SELDOM, HARDLY = 100, 10
"""Occurrences in jieba's corpus, in all words together."""
NEARLY_ALWAYS = 0.995
USUALLY = 0.9
"""Enough for a character that nothing can stand for."""


def numbered(marked: str) -> str:
    """`lǜ` → `lv4`."""
    return str(to_tone3(marked, v_to_u=False, neutral_tone_with_five=True))


@cache
def listed(character: str) -> frozenset[str]:
    """All readings of a character, also rare and old ones."""
    return frozenset(map(numbered, PINYIN_DICT[ord(character)].split(",")))


@cache
def words() -> dict[str, tuple[int, str]]:
    """Word → occurrences and part of speech."""
    lines = (line.decode("utf-8").split() for line in jieba.get_dict_file())
    return {word: (int(count), tag) for word, count, tag in lines}


@cache
def occurrences() -> Counter[str]:
    """How common each character is."""
    found: Counter[str] = Counter()
    for word, (count, _tag) in words().items():
        for character in word:
            found[character] += count
    return found


@cache
def usage() -> dict[str, Counter[str]]:
    """Character → how often it is read how, in phrases."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase in {*PHRASES_DICT, *own_phrases()}:
        for character, syllable in zip(phrase, phrase_reading(phrase), strict=True):
            found[character][syllable] += words().get(phrase, (0, ""))[0] + 1
    return found


@cache
def simplified() -> list[str]:
    """The characters of GB 2312 that occur at all."""
    known = map(chr, PINYIN_DICT)
    return sorted(c for c in known if c.encode("gb2312", "ignore") and occurrences()[c] >= HARDLY)


def candidates() -> list[str]:
    """Those to which the project's tables give one reading."""
    several = {row[0][-1] for table in ("contexts", "contested", "surnames") for row in rows(table)}
    return [character for character in simplified() if character not in several]


def rank(character: str) -> tuple[bool, bool, bool, bool, int]:
    """The smaller the better."""
    alone, tag = words().get(character, (0, ""))
    often_alone = tag.startswith("v") and alone > occurrences()[character] / 2
    grammar = character in GRAMMAR or tag.startswith(GRAMMAR_TAGS) or often_alone
    count = occurrences()[character]
    return character not in CHOSEN, character in UNSIGHTLY, count < SELDOM, grammar, -count


def homophones() -> dict[str, str]:
    """Syllable → the character that stands for others."""
    found: dict[str, str] = {}
    for character in sorted(candidates(), key=rank):
        said = {syllable for syllable in usage()[character] if not syllable.endswith("5")}
        if character not in NEVER and len(listed(character)) == 1 and said <= listed(character):
            found.setdefault(*listed(character), character)
    return found


def read_so_anyway(told: dict[str, str]) -> dict[str, set[str]]:
    """Syllable → the characters that need not be told."""
    found = defaultdict(set, {syllable: set(characters) for syllable, characters in PARTICLES.items()})
    for character in candidates():
        if occurrences()[character] >= SELDOM and (total := usage()[character].total()):
            syllable, count = usage()[character].most_common(1)[0]
            if count >= total * (NEARLY_ALWAYS if syllable in told else USUALLY):
                found[syllable].add(character)
    settled = set().union(*found.values())
    for character in simplified():
        for syllable in neutral_besides(character) if character not in settled else ():
            found[syllable].add(character)
    return found


def neutral_besides(character: str) -> Iterator[str]:
    """The neutral reading of a character that has it in words and differs by its tone only: 子 zi5."""
    bases: Counter[str] = Counter()
    for syllable, count in usage()[character].items():
        bases[syllable[:-1]] += count
    base, count = (bases.most_common(1) or [("", 0)])[0]
    if f"{base}5" in usage()[character] and count >= USUALLY * bases.total():
        yield f"{base}5"


def main() -> None:
    """Write the table, sorted by syllable."""
    told = homophones()
    plain = read_so_anyway(told)
    lines = (
        "\t".join(filter(None, (syllable, told.get(syllable, "-"), "".join(sorted(plain[syllable])))))
        for syllable in sorted({*told, *plain})
    )
    TARGET.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    print(TARGET, len(told), len(plain))


if __name__ == "__main__":
    main()
