"""`dangke.toml` of the project folder: what the user would else have to say at every build.

All faults of the file are told at once, unknown keys among them. Paths in it are seen from its folder.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dangke_audio.config.checks import Check
from dangke_audio.config.fields import unknown
from dangke_audio.config.horn import HORN_FIELDS, horn_options
from dangke_audio.config.phone import PHONE_FIELDS, phone_options
from dangke_audio.errors import ConfigError
from dangke_audio.model.horn import HornOptions
from dangke_audio.model.phone import PhoneOptions

CONFIG = "dangke.toml"
SECTIONS: Mapping[str, Mapping[str, Check]] = {"phone": PHONE_FIELDS, "horn": HORN_FIELDS}

_HINT = "写法见 docs/phone.zh-CN.md 和 docs/horn.zh-CN.md"


@dataclass(frozen=True, slots=True)
class ProjectOptions:
    """What the file says; the usual where it does not."""

    phone: PhoneOptions = field(default_factory=PhoneOptions)
    horn: HornOptions = field(default_factory=HornOptions)


def load_project_options(project: Path) -> ProjectOptions:
    """The usual where the file is not there. Raises ConfigError."""
    path = project / CONFIG
    if not path.is_file():
        return ProjectOptions()
    table = _table(path)
    found = tuple(_faults(table))
    if found:
        raise ConfigError("；".join(found), place=str(path), hint=_HINT)
    return ProjectOptions(
        phone_options(table.get("phone", {}), project),
        horn_options(table.get("horn", {}), project),
    )


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("配置文件读不出来", place=str(path), hint="请存为 UTF-8 编码的文本") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"配置文件的写法有误：{error}", place=str(path), hint=_HINT) from error


def _faults(table: Mapping[str, object]) -> Iterator[str]:
    yield from unknown(table, tuple(SECTIONS), "")
    for name, fields in SECTIONS.items():
        section = table.get(name, {})
        if not isinstance(section, dict):
            yield f"{name} 应写成 [{name}] 一节"
            continue
        yield from unknown(section, tuple(fields), f"{name}.")
        for key, fault_of in fields.items():
            if key in section and (fault := fault_of(section[key])):
                yield f"{name}.{key} {fault}"
