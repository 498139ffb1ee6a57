"""What is wrong with a TOML file, in its user's words: most often what a Chinese keyboard writes. Pure."""

import re
import tomllib
from dataclasses import dataclass

_LINE_NUMBER = re.compile(r"at line (\d+)")
_TYPOGRAPHIC = re.compile("[“”„‟＂‘’]")
# 甲 = "…": TOML wants quotes around what is not A-Z, a-z, 0-9, _ and -.
_BARE_KEY = re.compile(r"""\s*(?P<key>[^\s"'#=＝\[][^"'#=＝\[]*?)\s*[=＝]\s*(?P<value>.*?)\s*$""")
_BARE_TABLE = re.compile(r"\s*[\[【［]+\s*(?P<name>[^\]】］]*)[\]】］]*\s*$")
_BARE_VALUE = re.compile(r"""\s*(?P<key>[\w.-]+)\s*=\s*(?P<value>[^\s"'#\[{][^"'#]*?)\s*(#.*)?$""")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where a file cannot be read, and why."""

    line: int | None
    """1-based; None at the end of the file."""
    why: str | None
    """None where nobody can tell."""
    remedy: str | None

    def place(self, name: str) -> str:
        """`name:line`."""
        return name if self.line is None else f"{name}:{self.line}"


def mistake_of(content: str, error: tomllib.TOMLDecodeError, tables: str) -> Mistake:
    """What the parser complains of. `tables` shows how the file's tables are written: `[roles]、[[lines]]`."""
    found = _LINE_NUMBER.search(str(error))
    number = int(found[1]) if found else None
    line = content.split("\n")[number - 1] if number else ""
    if str(error).startswith("Cannot"):
        return Mistake(number, "同一项写了两次", "请删去一个")
    return Mistake(number, *_chinese_keyboard(line, tables))


def _chinese_keyboard(line: str, tables: str) -> tuple[str | None, str | None]:
    """What is wrong with a line, and the remedy, where its user wrote as Chinese is written."""
    table, key, value = _BARE_TABLE.match(line), _BARE_KEY.match(line), _BARE_VALUE.match(line)
    if _TYPOGRAPHIC.search(line):
        return "引号是中文的", '请改成英文的直引号 "'
    if table and not line.isascii():
        return f"方括号或者里面的名字“{table['name'].strip()}”不对", f"方括号和名字都用英文，例：{tables}"
    if key and not key["key"].isascii():
        name = "".join(key["key"].split()).strip("：:【】〔〕（）()")
        return f"等号前面的“{name}”没有放在引号里", f'请写成 "{name}" = {_quoted(key["value"])}'
    if "＝" in line:
        return "等号是中文的", "请改成英文的等号 ="
    if value and not value["value"].isascii():
        return "等号后面的文字没有放在引号里", f"请写成 {value['key']} = {_quoted(value['value'])}"
    return None, None


def _quoted(value: str) -> str:
    return value if value[:1] in ("'", '"') else f'"{value}"'
