"""What a server may answer instead of speech: the error with its kind, cause and remedy, and never the key."""

import json
import re
from collections.abc import Iterator

from dangke_audio.engines.openai_api.addresses import place_of
from dangke_audio.engines.openai_api.client import Answer
from dangke_audio.engines.openai_api.credentials import without_secrets
from dangke_audio.engines.openai_api.settings import Settings
from dangke_audio.engines.waiting import retry_after_s
from dangke_audio.errors import FailureKind, SynthesisError

LATER = "多半是暂时的，请过一会儿再试"
MOST_WORDS = 160
_PASSING = frozenset({408, 409, 423, 425})
_WITHOUT_QUOTA = re.compile(r"insufficient_quota|exceeded your current quota|余额|欠费|arrears", re.IGNORECASE)
_SETTINGS_FIELDS = frozenset({"model", "voice", "speaker", "response_format", "instructions", "speed"})
_OF_SETTINGS = re.compile(
    r"(?:model|voice|speaker|response_format|format|instructions?|speed|api.?key)\b.*"
    r"(?:not|invalid|unknown|unsupported|no such|must|should|missing|required|available|不存在|不支持|无效)"
    r"|(?:invalid|unknown|unsupported|no such|missing)\b.*\b(?:model|voice|speaker|response_format|format|api.?key)\b"
    r"|(?:模型|声音|音色|格式)[^，。]*(?:不存在|不支持|无效|没有|错误)",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)


def status_error(answer: Answer, settings: Settings, key: str | None) -> SynthesisError:
    """For an HTTP status that is no success."""
    status = answer.status
    said = _quoted(answer, key)
    if status in {401, 403}:
        return _error("settings", f"服务器不认可密钥（HTTP {status}）{said}", _key_hint(settings))
    if status == 402 or (status == 429 and _WITHOUT_QUOTA.search(said)):
        return _error("settings", f"服务器说额度用完了（HTTP {status}）{said}", "请充值，或换一个服务器或离线声音")
    if status == 429:
        message = f"服务器说请求太多（HTTP {status}）{said}"
        return SynthesisError(message, kind="busy", retry_after_s=retry_after_s(answer.headers), hint=LATER)
    if status in {404, 405}:
        return _error("settings", f"服务器没有这个地址或模型（HTTP {status}）{said}", _address_hint(settings))
    if status in {400, 413, 422}:
        return _refusal(answer, settings, said)
    if 300 <= status < 400:
        return _error(
            "settings", f"服务器要求转到 {_target(answer, key)}（HTTP {status}）", "请把 base_url 改成最后的地址"
        )
    if 400 <= status < 500 and status not in _PASSING:
        return _error("settings", f"服务器不接受请求（HTTP {status}）{said}", _address_hint(settings))
    message = f"服务器暂时出错（HTTP {status}）{said}"
    return SynthesisError(message, kind="passing", retry_after_s=retry_after_s(answer.headers), hint=LATER)


def no_sound(answer: Answer, key: str | None) -> SynthesisError:
    """Success by its status, but the body is a page, a message, or nothing known."""
    if not answer.body:
        return _error("passing", "服务器的回答是空的", LATER)
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    said = _quoted(answer, key) or f"：收到的是 {without_secrets(kind, key)[:60] or '不明的数据'}"
    return _error("passing", f"服务器给的不是声音{said}", "若句句如此，请核对 base_url、model 和 response_format")


def damaged(why: str) -> SynthesisError:
    """Sound that is not whole."""
    return _error("passing", f"服务器给的声音不完好：{why}", LATER)


def endless() -> SynthesisError:
    """Neither HTTP nor the sound says where it ends, so that nobody can tell whether it is whole."""
    message = "服务器没有说明声音有多长，无从知道是否完整"
    return _error("settings", message, '请在声音配置里改用 response_format = "mp3"')


def _refusal(answer: Answer, settings: Settings, said: str) -> SynthesisError:
    """400 and the like: it is the text, or it is the profile, which would be refused with every text."""
    status = answer.status
    named = set(_named_fields(answer.body))
    if named & _SETTINGS_FIELDS if named else status != 413 and _OF_SETTINGS.search(said):
        hint = f"请核对声音配置里的 voice、model（{settings.model}）、response_format 和 speed"
        return _error("settings", f"服务器不接受声音配置（HTTP {status}）{said}", hint)
    return _error("text", f"服务器不接受这段文字（HTTP {status}）{said}", "请改写这一句；若句句如此，请核对声音配置")


def _named_fields(body: bytes) -> Iterator[str]:
    """Which fields of the request are complained of: OpenAI's `error.param`, FastAPI's `detail[].loc`."""
    match _json(body):
        case {"error": {"param": str(field)}} | {"param": str(field)}:
            yield field
        case {"detail": [*complaints]}:
            for complaint in complaints:
                if isinstance(complaint, dict) and isinstance(complaint.get("loc"), list):
                    yield from (part for part in complaint["loc"] if isinstance(part, str) and part != "body")


def _quoted(answer: Answer, key: str | None) -> str:
    words = " ".join("".join(c if c.isprintable() else " " for c in _words(answer)).split())
    shown = without_secrets(words, key)
    return "" if not shown else f"：{shown[:MOST_WORDS]}…" if len(shown) > MOST_WORDS else f"：{shown}"


def _words(answer: Answer) -> str:
    """What the server says, out of JSON, a page, or plain text; empty for what is no text."""
    body = answer.body[: 16 * 1024]
    match _json(body):
        case {"error": {"message": str(message)}} | {"error": str(message)} | {"message": str(message)}:
            return message
        case {"detail": str(message)} | {"detail": {"message": str(message)}} | {"detail": {"error": str(message)}}:
            return message
        case {"detail": [{"msg": str(message)}, *_]}:
            return message
    text = body.decode("utf-8", errors="replace")
    if text.count("\N{REPLACEMENT CHARACTER}") > len(text) // 50 or "\0" in text:
        return ""
    title = _TITLE.search(text)
    return title[1] if title else _TAGS.sub(" ", text)


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _target(answer: Answer, key: str | None) -> str:
    """Where a redirect leads, without its query."""
    target = answer.headers.get("Location", "").partition("?")[0]
    return without_secrets(place_of(target) or target, key)[:MOST_WORDS] or "别处"


def _key_hint(settings: Settings) -> str:
    if settings.key_env is None:
        return '这个服务器要密钥：请把密钥放进一个环境变量，并在声音配置的 [options] 里写 key_env = "变量名"'
    return f"请检查环境变量 {settings.key_env} 里的密钥是否有效、是否属于 {place_of(settings.base_url)}"


def _address_hint(settings: Settings) -> str:
    return f"请核对声音配置里的 base_url（现为 {settings.base_url}，多半以 /v1 结尾）和 model（现为 {settings.model}）"


def _error(kind: FailureKind, message: str, hint: str) -> SynthesisError:
    return SynthesisError(message, kind=kind, hint=hint)
