"""`<file name>.toml` beside a script: what its user says about its structure.

title = "党课的题目"
speaker = "张三"

[[lines]]
text = "光辉的历程"
is = "heading"        # heading, body or silent
level = 1

[roles]
"甲" = "zf_xiaobei"   # label at the head of lines, and the voice that says them
"""

import hashlib
import re
import tomllib
from pathlib import Path
from typing import get_args

from dangke_audio.errors import SourceError
from dangke_audio.model.sidecar import Level, LineRole, LineRule, Sidecar
from dangke_audio.reading.files import file_bytes
from dangke_audio.toml_mistakes import mistake_of
from dangke_audio.working_copy import original_path

LARGEST_BYTES = 1_000_000
_TEXTS = ("title", "subtitle", "speaker", "date")
_ROLES: tuple[LineRole, ...] = get_args(LineRole)
_LEVELS: tuple[Level, ...] = get_args(Level)
_HELP = '文字写在英文的直引号里，例：[[lines]] 下面写 text = "原文" 和 is = "heading"；详见 docs/scripts.zh-CN.md'
_ROLES_HELP = '在 [roles] 下面一行写一个称呼，例："甲" = "zf_xiaobei"；详见 docs/scripts.zh-CN.md'
_LABEL_DRESS = re.compile(r"^[【\[［〔（(]\s*(?P<name>[^【】\[\]［］〔〕（()）]*?)\s*[】\]］〕)）]$")


def sidecar_of(script: Path) -> Path:
    """Where the sidecar of a script would be: `讲稿.docx.toml`; a working copy has its original's."""
    script = original_path(script)
    return script.with_name(f"{script.name}.toml")


def read_sidecar(script: Path) -> Sidecar | None:
    """What stands in the script's sidecar; None where there is none. Raises SourceError with place and remedy."""
    path = sidecar_of(script)
    if not path.is_file():
        if path.is_dir():
            raise SourceError("说明文件的名字被一个文件夹占用了", place=path.name, hint="请把这个文件夹改名")
        return None
    data = file_bytes(path, LARGEST_BYTES)
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError("说明文件不是 UTF-8 编码", place=path.name, hint="请另存为 UTF-8 编码") from error
    except tomllib.TOMLDecodeError as error:
        mistake = mistake_of(data.decode("utf-8-sig"), error, "[roles]、[[lines]]")
        message = "：".join(filter(None, ("说明文件的格式不对", mistake.why)))
        raise SourceError(message, place=mistake.place(path.name), hint=mistake.remedy or _HELP) from error
    except RecursionError as error:
        raise SourceError("说明文件的格式不对：括号套得太深", place=path.name, hint=_HELP) from error
    _refuse_unknown(table, (*_TEXTS, "lines", "roles"), path.name)
    texts = {name: _text(table, name, path.name) for name in _TEXTS if name in table}
    lines, roles = _lines(table.get("lines", []), path.name), _roles(table.get("roles", {}), path.name)
    return Sidecar(path.name, hashlib.sha256(data).hexdigest(), lines=lines, roles=roles, **texts)


def _refuse_unknown(table: dict[str, object], known: tuple[str, ...], place: str) -> None:
    unknown = [name for name in table if name not in known]
    if unknown:
        raise SourceError(
            f"说明文件里有不认识的项“{unknown[0]}”，可以用的是 {'、'.join(known)}", place=place, hint=_HELP
        )


def _text(table: dict[str, object], name: str, place: str) -> str:
    value = table[name]
    if not isinstance(value, str) or not value.strip():
        raise SourceError(f"“{name}”应当是引号里的文字", place=place, hint=_HELP)
    return re.sub(r"\s*[\r\n]\s*", " ", value.strip())


def _lines(rules: object, place: str) -> tuple[LineRule, ...]:
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise SourceError("“lines”应当写成一段一段的 [[lines]]", place=place, hint=_HELP)
    return tuple(_line(rule, f"{place} 第 {number} 个 [[lines]]") for number, rule in enumerate(rules, start=1))


def _line(rule: dict[str, object], place: str) -> LineRule:
    _refuse_unknown(rule, ("text", "is", "level", "occurrence"), place)
    if "text" not in rule or "is" not in rule:
        raise SourceError("缺少 text 或 is", place=place, hint=_HELP)
    role, level, occurrence = _text(rule, "is", place), rule.get("level", 1), rule.get("occurrence")
    if role not in _ROLES:
        raise SourceError(f"is = “{role}”不认识，可以用的是 {'、'.join(_ROLES)}", place=place, hint=_HELP)
    if type(level) is not int or level not in _LEVELS:
        raise SourceError("level 应当是 1、2 或 3", place=place, hint=_HELP)
    if occurrence is not None and (type(occurrence) is not int or occurrence < 1):
        raise SourceError("occurrence 应当是 1、2、3……（第几次出现）", place=place, hint=_HELP)
    return LineRule(_text(rule, "text", place), role, level, occurrence)


def _roles(table: object, place: str) -> tuple[tuple[str, str], ...]:
    """Labels without their dress, 甲： → 甲, each with its voice."""
    if not isinstance(table, dict):
        raise SourceError("“roles”应当写成一段 [roles]", place=place, hint=_ROLES_HELP)
    roles: dict[str, str] = {}
    for written in table:
        label = _label(written)
        if written in (*_TEXTS, "lines"):
            raise SourceError(
                f"“{written}”写在了 [roles] 里面", place=place, hint=f"请移到 [roles] 这一行的前面：{written} = …"
            )
        if not label:
            raise SourceError("[roles] 里有一个称呼是空的", place=place, hint=_ROLES_HELP)
        if label in roles:
            raise SourceError(f"[roles] 里“{label}”写了两次", place=place, hint="请删去一个")
        if not isinstance(table[written], str) or not table[written].strip():
            raise SourceError(f"[roles] 里“{label}”后面应当是引号里的声音名字", place=place, hint=_ROLES_HELP)
        roles[label] = table[written].strip()
    return tuple(roles.items())


def _label(written: str) -> str:
    """A label as people copy it from a script: 甲： 【甲】 主 持 人."""
    label = re.sub(r"\s*[:：﹕︰∶]$", "", written.strip())
    dressed = _LABEL_DRESS.match(label)
    return re.sub(r"\s|[:：﹕︰∶]$", "", dressed["name"] if dressed else label)
