"""Telephone numbers, hotlines and numbers that identify something: digit by digit, with 幺.

13812345678 → 幺三八…, 0571-87654321 → 零五七幺…, 12345热线 → 幺二三四五热线, 拨打110、119 → 拨打幺幺零、幺幺九,
邮编310000 → 邮编三幺零零零零, 尾号1702 → 尾号幺七零二.
"""

import re

from dangke_audio.normalizing.lookup import any_of, words
from dangke_audio.normalizing.numbers import serial, telephone
from dangke_audio.normalizing.patterns import HAN, MAGNITUDE, MEASURE_WORD
from dangke_audio.normalizing.rule import Reading, Rule, clause_before
from dangke_audio.normalizing.spelling import spell

_MORE = r"(?:[0-9-]+\s*(?:[、，,/;；或和及与]|或者|以及)\s*)*"
_TELEPHONE = re.compile(rf"{any_of(words('telephone_words'))}(?:是|为|就是)?[^0-9，。；！？{HAN}]{{0,4}}{_MORE}$")
_IDENTITY = re.compile(
    rf"(?<![A-Za-z]){any_of(words('identity_words'))}(?:是|为)?[^0-9，。；！？{HAN}A-Za-z]{{0,4}}[A-Za-z]{{0,3}}{_MORE}$"
)
_BEHIND = any_of(words("hotline_followers"))
_HOTLINE = any_of(words("hotlines"))
_FREE = r"(?<![0-9A-Za-z])(?<![0-9][.,-])"
_EMERGENCY = "(?:11[0249]|12[02])"
_END = r"(?![0-9A-Za-z])(?![.,-][0-9])"
_NOT_COUNTED = rf"(?!\s*(?:[%‰+]|{MAGNITUDE}|[余多几来强]|{MEASURE_WORD}(?!打|接|拨)))"


def _after_telephone_word(match: re.Match[str]) -> bool:
    return bool(_TELEPHONE.search(clause_before(match, 40)))


def _after_identity_word(match: re.Match[str]) -> bool:
    return bool(_IDENTITY.search(clause_before(match, 40)))


def _telephone(match: re.Match[str]) -> str:
    return telephone(match.groupdict().get("span") or match[0])


def _numbered(match: re.Match[str]) -> str:
    """No.2024001 → 编号二零二四零零幺; behind 编号 the abbreviation is not said again."""
    return ("" if clause_before(match, 3).rstrip(": ").endswith("号") else "编号") + telephone(match["digits"])


def _several(match: re.Match[str]) -> str:
    """110/119 → 幺幺零、幺幺九."""
    return re.sub("[0-9]+", lambda each: telephone(each[0]), match["span"]).replace("/", "、")


def _identity(match: re.Match[str]) -> str:
    """Letters stay between the digits: 91330106MA2H → 九幺三三零幺零六MA二H."""
    shown = (telephone(part) if part.isdigit() else spell(part) for part in re.findall(r"[0-9]+|[A-Za-z]+", match[0]))
    return "".join(shown)


RULE = Rule(
    "phone",
    (
        # In groups: 会议号123 456 789.
        Reading(
            re.compile(rf"{_FREE}[0-9]{{2,5}}(?:[ -][0-9]{{2,5}})+{_END}{_NOT_COUNTED}"),
            _telephone,
            _after_identity_word,
        ),
        Reading(
            re.compile(rf"(?<![0-9])(?:(?:[+]|00)\s?86[ -]?|\(\+?86\)\s?)1[3-9][0-9](?:[ -]?[0-9]{{4}}){{2}}{_END}"),
            _telephone,
        ),
        Reading(re.compile(rf"{_FREE}1[3-9][0-9]([ -]?)[0-9]{{4}}\1[0-9]{{4}}{_END}"), _telephone),
        Reading(
            re.compile(
                rf"{_FREE}\(?0[1-9][0-9]{{1,2}}[) —-]{{1,2}}[1-9][0-9]{{2,3}}[ -]?[0-9]{{4}}(?:-[0-9]{{1,5}})?{_END}"
            ),
            _telephone,
        ),
        Reading(re.compile(r"(?<=[0-9]转)[0-9]{2,5}(?![0-9])|(?<=转)[0-9]{3,5}(?=分机)"), _telephone),
        Reading(re.compile(rf"{_FREE}0[1-9][0-9]{{8,10}}{_END}"), _telephone),
        Reading(re.compile(rf"{_FREE}0[1-9][0-9]{{1,2}}-[1-9][0-9]{{2,7}}{_END}"), _telephone),
        Reading(re.compile(rf"{_FREE}400[0-9]-[0-9]{{3}}-[0-9]{{3}}{_END}"), _telephone),
        Reading(
            re.compile(r"(?<![A-Za-z])(?:[Nn][Oo][.:]?|№)\s?(?P<digits>[0-9]{5,14})(?![0-9])"),
            _numbered,
        ),
        Reading(re.compile(r"(?<=\+)86(?![0-9.])"), lambda _match: "八六"),
        Reading(re.compile(rf"{_FREE}[48]00[ -]?[0-9]{{3,4}}[ -]?[0-9]{{3,4}}{_END}"), _telephone),
        Reading(re.compile(rf"{_FREE}[1-9][0-9]{{16}}[0-9Xx]{_END}"), _identity),
        Reading(
            re.compile(
                r"(?<=[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])[A-Z]·?[A-Z0-9]{5,6}(?![A-Za-z0-9])"
            ),
            _identity,
        ),
        Reading(re.compile(rf"{_FREE}(?:[0-9]{{5,12}}(?<!000)|{_EMERGENCY})(?={_BEHIND})"), _telephone),
        Reading(re.compile(rf"{_FREE}{_EMERGENCY}(?={any_of(words('emergency_followers'))})"), _telephone),
        Reading(
            re.compile(
                rf"(?:[匪盗火]警|交通事故|医疗急救)(?:是|为|打)?\s?:?\s?(?P<span>{_EMERGENCY}){_END}{_NOT_COUNTED}"
            ),
            _telephone,
        ),
        Reading(re.compile(rf"{_FREE}[48]00(?=客服|电话|热线|服务热线|免费电话|咨询)"), _telephone),
        # Part of a number: 身份证号后四位1234.
        Reading(
            re.compile(
                r"[前后末尾][0-9一二三四五六七八]位(?:数字?|号码)?(?:是|为)?\s?[:“]?\s?(?P<span>[0-9]{2,8})(?![0-9.,])"
                + _NOT_COUNTED
            ),
            _telephone,
        ),
        # Several of them in a row: 110/119/120, 110、119、122.
        Reading(
            re.compile(rf"{_FREE}(?P<span>{_EMERGENCY}(?:\s?[/、，,和及与或]\s?{_EMERGENCY})+){_END}{_NOT_COUNTED}"),
            _several,
        ),
        # The second number of an office: 0311-87654321/87654322.
        Reading(
            re.compile(
                rf"0[1-9][0-9]{{1,2}}\)?[ —-]{{0,2}}[1-9][0-9]{{6,7}}\s?[/、，,;或和]\s?(?P<span>[1-9][0-9]{{6,7}}){_END}"
            ),
            _telephone,
        ),
        # Behind a person's name: 联系人：张三 87654321.
        Reading(
            re.compile(rf"联系人[^0-9。；]{{0,20}}(?<![0-9])(?P<span>[1-9][0-9]{{6,7}}){_END}{_NOT_COUNTED}"),
            _telephone,
        ),
        Reading(re.compile(rf"{_FREE}955[0-9]{{2}}{_END}{_NOT_COUNTED}"), _telephone),
        Reading(
            re.compile(rf"{_FREE}[0-9](?:[ -]?[0-9]){{2,14}}{_END}{_NOT_COUNTED}"), _telephone, _after_telephone_word
        ),
        Reading(
            re.compile(
                r"(?<![0-9.])(?:[0-9]{2,}[A-Za-z0-9-]*|[A-Za-z]+-?[0-9][A-Za-z0-9-]*)(?![0-9A-Za-z])" + _NOT_COUNTED
            ),
            _identity,
            _after_identity_word,
        ),
        Reading(re.compile(rf"{_FREE}{_HOTLINE}{_END}{_NOT_COUNTED}(?!\s*[-—~])"), _telephone),
        Reading(re.compile(r"^(?:110|119|120|122|114|95[0-9]{3})$"), _telephone),
        Reading(re.compile(r"(?<![0-9.,])[0-9]{17,}(?![0-9.,])"), lambda match: serial(match[0], one="幺")),
    ),
)
