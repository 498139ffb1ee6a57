"""What of a machine decides how it speaks, and in what two machines differ, in the user's words."""

import platform
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version

from dangke_audio import __version__
from dangke_audio.engines.kokoro.machine import processor

Facts = Mapping[str, str]
"""Plain text by plain names: another version of this program must be able to read it."""

PACKAGES = ("onnxruntime", "numpy", "espeakng-loader", "av", "edge-tts", "distributed")
_FINGERPRINT_WORDS = {
    "model": "语音模型",
    "graph": "语音模型的改写方式",
    "voice": "声音文件",
    "onnxruntime": "onnxruntime",
    "files": "espeak-ng 的文件",
    "av": "av",
    "probe": "试读的结果（取决于处理器）",
}
MOST_FLAGS = 6
"""Of the processors' differences that are named; there may be dozens."""


def facts() -> dict[str, str]:
    """Of this process and its machine."""
    packages = {name: found for name in PACKAGES if (found := _version(name))}
    return {
        "machine": platform.node(),
        "dangke-audio": __version__,
        "python": platform.python_version(),
        "processor": processor(),
        **packages,
    }


def differences(ours: Facts, theirs: Facts) -> str:
    """What is not the same: versions, the words of the fingerprints, and the processor where the probe differs."""
    if "fault" in theirs:
        return theirs["fault"]
    words, others = (_words(side.get("fingerprint", "")) for side in (ours, theirs))
    told = [
        f"{name} 这边是 {ours.get(name, '没有')}，那边是 {theirs.get(name, '没有')}"
        for name in ("dangke-audio", *PACKAGES[:4])
        if ours.get(name) != theirs.get(name)
    ]
    told += [
        f"{_FINGERPRINT_WORDS.get(word, word)}不同"
        for word in dict.fromkeys([*words, *others])
        if words.get(word) != others.get(word) and word not in PACKAGES
    ]
    if words.get("probe") != others.get("probe"):
        told += _processor_differences(ours.get("processor", ""), theirs.get("processor", ""))
    return "；".join(told) or f"这边是 {ours.get('fingerprint')}，那边是 {theirs.get('fingerprint')}"


def required(ours: Facts) -> dict[str, str]:
    """What another machine must share for its clips to be the same as ours: the engine, and who trims and checks."""
    return {name: ours[name] for name in ("fingerprint", "dangke-audio")}


def is_same(required: Facts, theirs: Facts) -> bool:
    """Whether a machine is what is required."""
    return all(theirs.get(name) == wanted for name, wanted in required.items())


def _words(fingerprint: str) -> dict[str, str]:
    """`kokoro model=1a2b voice=3c4d` → the engine's name and its words by name."""
    named = dict(word.split("=", 1) for word in fingerprint.split() if "=" in word)
    rest = " ".join(word for word in fingerprint.split() if "=" not in word)
    return {"引擎": rest, **named}


def _processor_differences(ours: str, theirs: str) -> Iterator[str]:
    name, other = _model_name(ours), _model_name(theirs)
    if name != other:
        yield f"处理器这边是 {name}，那边是 {other}"
    flags, others = _flags(ours), _flags(theirs)
    for missing, where in ((flags - others, "那边"), (others - flags, "这边")):
        if missing:
            more = " 等" if len(missing) > MOST_FLAGS else ""
            yield f"{where}的处理器没有 {'、'.join(sorted(missing)[:MOST_FLAGS])}{more}"


def _model_name(described: str) -> str:
    found = re.search(r"^model name\s*:\s*(.+)$", described, re.MULTILINE)
    return found[1] if found else described.splitlines()[0] if described else "不明"


def _flags(described: str) -> set[str]:
    found = re.search(r"^(?:flags|Features)\s*:\s*(.+)$", described, re.MULTILINE)
    return set(found[1].split()) if found else set()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
