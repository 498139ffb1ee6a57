"""The key to a server: where it comes from, and keeping it out of everything else.

A key is read from the environment each time it is needed, and is held nowhere: not in settings, not in what is pickled,
not in messages.
"""

import os
import re

from dangke_audio.errors import EngineError

_VARIABLE = re.compile(r"(?![A-Z0-9]{16,}$)[A-Z][A-Z0-9_]{0,63}")
"""Names as they are usual; a long one without any _ is rather a key."""
HINT = '密钥只放在环境变量里，在 [options] 里写变量的名字，例如 key_env = "SPEECH_KEY"'
_KEY_NAMES = re.compile(r"key|token|secret|passw|auth|bearer|credential", re.IGNORECASE)
# sk-…, gsk_…, hf_… and other prefixes of known services, Bearer …, a JSON web token.
_KEY_SHAPE = re.compile(
    r"\b(?:(?:sk|pk|rk|gsk|xai|hf|r8|fk)[-_][A-Za-z0-9_-]{12,}|AIza\w{20,}|Bearer\s+\S{8,}|eyJ[A-Za-z0-9_-]{16,})"
)
_MEANINGLESS = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])[A-Za-z0-9]{24,}\b")
"""A key, or the number of a request or an account; better not shown."""
HIDDEN = "***"


def is_variable(value: str) -> bool:
    """Whether it can be the name of an environment variable, and not the key itself."""
    return _VARIABLE.fullmatch(value) is not None and not looks_like_key(value)


def is_key_name(option: str) -> bool:
    """Whether an option of that name would hold a key: `api_key`, `token`."""
    return _KEY_NAMES.search(option) is not None


def looks_like_key(value: str) -> bool:
    """Whether a value that should be something else is most likely a key."""
    return _KEY_SHAPE.search(value) is not None


def read_key(variable: str | None) -> str | None:
    """The key out of the environment; None where no variable is named. Raises EngineError for one that is of no use."""
    if variable is None:
        return None
    key = os.environ.get(variable, "").strip()
    if not key:
        raise EngineError(f"环境变量 {variable} 是空的，里面应是服务器的密钥", hint=f"请先设置 {variable}，再运行")
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise EngineError(f"环境变量 {variable} 里的密钥有空格、换行或汉字", hint="请重新复制密钥")
    return key


def without_secrets(words: str, key: str | None) -> str:
    """What somebody else said, fit to be shown."""
    hidden = words.replace(key, HIDDEN) if key else words
    return _MEANINGLESS.sub(HIDDEN, _KEY_SHAPE.sub(HIDDEN, hidden))
