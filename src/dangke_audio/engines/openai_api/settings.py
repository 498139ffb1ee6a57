"""The `[options]` of a profile for a server, read strictly: all faults are told at once."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from dangke_audio.engines.openai_api import credentials
from dangke_audio.engines.openai_api.addresses import is_local
from dangke_audio.errors import ConfigError

FORMATS = ("wav", "mp3", "flac", "opus")
SPEECH_PATH = "/audio/speech"
HINT = '例如 base_url = "http://127.0.0.1:8880/v1"，model = "kokoro"；样例见 docs/examples/voices/my_server.toml'
_TEXTS = ("base_url", "model", "key_env", "response_format", "instructions")
_REQUIRED = ("base_url", "model")
_SECONDS = {"connect_s": (0.1, 60.0), "idle_s": (0.1, 600.0), "total_s": (0.1, 900.0)}
MOST_WORKERS = 16
PACES = (2.0, 8.0)
"""What a voice can have for its usual pace, in syllables a second."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What there is to say about a server; empty before a profile has said it. Never the key itself."""

    base_url: str = ""
    """`http://127.0.0.1:8880/v1`, without a slash at the end."""
    model: str = ""
    key_env: str | None = None
    """The name of the environment variable that holds the key; None for a server without one."""
    response_format: str = "wav"
    """What every server can make, without loss, and the sound's length stands in its head."""
    instructions: str = ""
    """How to speak; only some models take it."""
    connect_s: float = 10.0
    idle_s: float = 120.0
    """Without a byte. Many servers send none before the whole sentence is spoken, which takes a processor a minute."""
    total_s: float = 240.0
    workers: int = 2
    syllables_per_second: float | None = None
    """The usual pace of the profile's voice at speed 1, measured by the user; None for not known."""

    @property
    def speech_url(self) -> str:
        """Where text becomes speech."""
        return self.base_url + SPEECH_PATH

    @property
    def models_url(self) -> str:
        """A list of models, for servers that have one: the cheapest question there is."""
        return f"{self.base_url}/models"


def read_settings(options: Mapping[str, object]) -> Settings:
    """Raises ConfigError, without any value that could be a key."""
    faults = tuple(_faults(options))
    if faults:
        raise ConfigError("；".join(faults), hint=HINT)
    texts = {name: str(options[name]).strip() for name in _TEXTS if name in options}
    numbers = {name: float(str(options[name])) for name in _SECONDS if name in options}
    if "syllables_per_second" in options:
        numbers["syllables_per_second"] = float(str(options["syllables_per_second"]))
    workers = int(str(options.get("workers", Settings().workers)))
    texts["base_url"] = _tidy_url(texts["base_url"])
    return Settings(**texts, **numbers, workers=workers)  # type: ignore[arg-type]  # told apart by name


def _faults(options: Mapping[str, object]) -> Iterator[str]:
    yield from _unknown(options)
    for name in _REQUIRED:
        if name not in options:
            yield f"[options] 缺少 {name}"
    for name in _TEXTS:
        if name in options:
            yield from _text_faults(name, options[name])
    for name, (least, most) in _SECONDS.items():
        if not _is_within(options.get(name, least), least, most):
            yield f"{name} 应是 {least:g} 到 {most:g} 之间的秒数"
    if not _is_within(options.get("syllables_per_second", PACES[0]), *PACES):
        yield f"syllables_per_second 应是 {PACES[0]:g} 到 {PACES[1]:g} 之间的数：每秒读几个字"
    workers = options.get("workers", 1)
    if isinstance(workers, bool) or not isinstance(workers, int) or not 1 <= workers <= MOST_WORKERS:
        yield f"workers 应是 1 到 {MOST_WORKERS} 之间的整数"
    yield from _open_key(options)


def _is_within(value: object, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _unknown(options: Mapping[str, object]) -> Iterator[str]:
    known = tuple(field.name for field in fields(Settings))
    for name in options:
        if name in known:
            continue
        if credentials.looks_like_key(name):
            yield f"[options] 里有一项的名字像密钥；{credentials.HINT}"
        elif credentials.is_key_name(name):
            yield f"{name} 不能写在声音配置里：配置会被复制、传看；{credentials.HINT}"
        else:
            near = difflib.get_close_matches(name, known, n=1)
            yield f"不认识的项 options.{name}" + (f"，是不是 {near[0]}？" if near else "")


def _text_faults(name: str, value: object) -> Iterator[str]:
    if not isinstance(value, str) or (not value.strip() and name != "instructions"):
        yield f"{name} 应是文字"
    elif name == "key_env":
        if not credentials.is_variable(value.strip()):
            yield f"key_env 应是环境变量的名字（大写字母、数字和 _），不是密钥本身；{credentials.HINT}"
    elif name == "base_url":
        yield from _url_faults(value.strip())
    elif credentials.looks_like_key(value):
        yield f"{name} 里像是写了密钥；{credentials.HINT}"
    elif name == "response_format" and value.strip() not in FORMATS:
        yield f"response_format 应是 {'、'.join(FORMATS)} 之一"


def _url_faults(url: str) -> Iterator[str]:
    """The address is not shown: there may be a password in it."""
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or any(character.isspace() for character in url):
        yield "base_url 应是 http:// 或 https:// 开头的地址"
    elif "@" in parts.netloc or parts.query or parts.fragment or credentials.looks_like_key(url):
        yield f"base_url 里不能有用户名、密码、密钥，也不能有 ? 和 # 之后的部分；{credentials.HINT}"


def _open_key(options: Mapping[str, object]) -> Iterator[str]:
    """A key that would go over the Internet for all to read. In the house http is what servers have."""
    url = options.get("base_url")
    if options.get("key_env") is None or not isinstance(url, str) or any(_url_faults(url.strip())):
        return
    parts = urlsplit(url.strip())
    if parts.scheme == "http" and not is_local(parts.hostname or ""):
        yield "密钥不能经 http:// 明文发到外面的服务器，base_url 请改用 https://"


def _tidy_url(url: str) -> str:
    """`HTTP://Host:8880/v1/audio/speech/` → `http://host:8880/v1`: people copy the whole address."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/").removesuffix(SPEECH_PATH).rstrip("/")
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{path}"
