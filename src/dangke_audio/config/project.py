"""`dangke.toml` of the project folder: what the user would else have to say at every build.

All faults of the file are told at once, unknown keys among them. Paths in it are seen from its folder.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dangke_audio.config.checks import Check
from dangke_audio.config.fields import unknown
from dangke_audio.config.horn import HORN_FIELDS, horn_options
from dangke_audio.config.phone import PHONE_FIELDS, phone_options
from dangke_audio.config.tables import read_table
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
    table = read_table(path, "配置文件", "[phone]、[horn]", _HINT)
    found = tuple(_faults(table))
    if found:
        raise ConfigError("；".join(found), place=str(path), hint=_HINT)
    return ProjectOptions(
        phone_options(table.get("phone", {}), project),
        horn_options(table.get("horn", {}), project),
    )


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
