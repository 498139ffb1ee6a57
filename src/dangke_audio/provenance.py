"""What a build is made from, as one digest: the same again, and there is nothing to do.

Known before any dictionary, rule or model is loaded (DESIGN §4).
"""

import hashlib
import json
import platform
import re
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from dangke_audio.delivering.edition import Inputs
from dangke_audio.delivering.encoder import Encoding, encoder_name
from dangke_audio.model.lexicon import Lexicon
from dangke_audio.model.speech import Cast
from dangke_audio.model.voice import VoiceProfile

DISTRIBUTION = "dangke-audio"


def asked_for(
    inputs: Inputs, profile: VoiceProfile, cast: Cast, encoding: Encoding, editions: Mapping[str, object]
) -> str:
    """What a user wrote and chose: everything that decides a build's files but the program and the machine.

    `editions` holds the options of those that are made, files by digest. The script's name counts for nothing.
    """
    return _digest(
        inputs={**asdict(inputs), "name": ""},
        profile=asdict(profile),
        roles={role: asdict(speaker) for role, speaker in cast.roles.items()},
        encoding=asdict(encoding),
        editions=dict(editions),
    )


def made_from(asked: str, name: str, fingerprints: Mapping[str, str], encoding: Encoding) -> str:
    """Everything that decides a build's files: `asked_for`, the script's name, the engine's fingerprints, the program."""
    return _digest(
        asked=asked,
        name=name,
        engine=dict(fingerprints),
        encoder=encoder_name(encoding),
        program=program_digest(),
    )


def told_by(lexicon: Lexicon, profile: VoiceProfile, fingerprints: Mapping[str, str]) -> str:
    """Everything but a script that decides how its sentences are said: rules, lexicons, what the engine can be told."""
    return _digest(
        lexicon=lexicon.digest,
        engine=[profile.engine, dict(profile.options), dict(fingerprints)],
        program=program_digest(),
    )


def _digest(**parts: object) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@cache
def program_digest() -> str:
    """Of this program as it is installed, and of the versions of what it stands on.

    Its files count by name, size and time, so that an upgrade, and an edit of a rule, is another program.
    """
    root = Path(__file__).parent
    files = [
        (path.relative_to(root).as_posix(), found.st_size, found.st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.suffix not in (".pyc", "") and (found := path.stat())
    ]
    parts = (platform.python_version(), files, _versions())
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _versions() -> dict[str, str]:
    """Of every package that the program asks for; those of extras that are not installed are left out."""
    named = {match[0] for requirement in requires(DISTRIBUTION) or () if (match := re.match(r"[\w.-]+", requirement))}
    found = {}
    for name in sorted(named):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
