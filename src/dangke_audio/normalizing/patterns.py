"""Pieces that several rules' patterns are made of. All of them describe folded text (folding.py)."""

from dangke_audio.normalizing.lookup import any_of, words

HAN = "〇一-鿿㐀-䶿"
"""Inside a character class: Chinese characters."""
DASH = "[-—~→]{1,3}?"
"""Between two numbers: 到."""
QUOTE = "[\"“”'‘’]"
NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
"""12 · 12,345 · 1,286.5"""
ALONE = r"(?<![0-9])(?<![0-9][.,])"
"""In front of a number: it does not begin in the middle of another one."""
SIGNED = "从在由为是约达到至降零算扣得数"
"""Inside a character class: characters behind which a hyphen is a sign: 增速为-3."""
SIGN = rf"(?:(?<![0-9A-Za-z%‰℃°){HAN}])(?<![0-9] )[-+]|(?<=[{SIGNED}])-|±)"
"""A sign, not the dash of a range (3-5) nor of a name (歼-20)."""
MAGNITUDE = "(?:[十百千]?[万亿]亿?|[十百千](?![米克瓦赫帕卡]))"
"""万, 亿, 百万, 千亿 … behind a number; 千克 is a unit."""

MEASURE_WORD = any_of(words("measure_words"))
"""个, 名, 公里, 小时 …: what is counted, behind a number."""
UNIT_SYMBOL = any_of(words("unit_symbols"))
"""km, ㎡, ℃ …"""
