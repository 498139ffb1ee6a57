"""A TOML file of the user's, read."""

import tomllib
from pathlib import Path
from typing import Any

from dangke_audio.errors import ConfigError
from dangke_audio.toml_mistakes import mistake_of


def read_table(path: Path, what: str, tables: str, hint: str) -> dict[str, Any]:
    """All that stands in it. Raises ConfigError with line and remedy; `what` the file is called, `tables` as in `mistake_of`."""
    try:
        content = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(content)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{what}读不出来", place=str(path), hint="请存为 UTF-8 编码的文本") from error
    except RecursionError as error:
        raise ConfigError(f"{what}的写法有误：括号套得太深", place=str(path), hint=hint) from error
    except tomllib.TOMLDecodeError as error:
        mistake = mistake_of(content, error, tables)
        message = "：".join(filter(None, (f"{what}的写法有误", mistake.why)))
        raise ConfigError(message, place=mistake.place(str(path)), hint=mistake.remedy or hint) from error
