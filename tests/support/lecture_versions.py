"""Versions of two small lectures, what clean builds publish of each, and whether a folder holds one of them whole."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.cli import LECTURE, PROFILE, Project
from tests.support.forked_builds import ForkedBuilds

STATE_FILES = {"lock", "source.json", "last_build.json", "sentences.json", "history.jsonl"}
"""What stands in a lecture's state folder between builds."""
TEMPORARY = ".writing-"
SENTENCE = "第一件事很重要。"
OTHER = """讲稿：另一篇讲稿
同志们：
大家好。今天我们学习两件事。
一、第一件事
第一件事很重要。这一句只在这里。
"""


@dataclass(frozen=True, slots=True)
class Version:
    """A script and the profile that speaks it."""

    name: str
    text: str
    profile: str = PROFILE
    stem: str = "讲稿"
    """Of the script's file, and the name of its folder."""

    def put(self, project: Project) -> None:
        """Make it the version that the project builds next."""
        (project.folder / f"{self.stem}.txt").write_text(self.text, encoding="utf-8")
        (project.folder / "voices" / "tone.toml").write_text(self.profile, encoding="utf-8")


VERSIONS = (
    Version("base", LECTURE),
    Version("sentence changed", LECTURE.replace("要认真学习。", "要认真领会。")),
    Version("sentence inserted", LECTURE.replace(SENTENCE, f"{SENTENCE}大家要记住。")),
    Version("paragraph moved", LECTURE.replace("大家好。", "").replace("谢谢大家！", "谢谢大家！\n大家好。")),
    Version("title changed", LECTURE.replace("测试讲稿", "新的标题")),
    Version("pause changed", LECTURE, PROFILE.replace("sentence = 450", "sentence = 700")),
    Version("chapter gone", LECTURE.replace("二、第二件事\n", "")),
)
OTHER_VERSIONS = (
    Version("other", OTHER, stem="乙稿"),
    Version("other changed", OTHER.replace("只在这里", "不在那里"), stem="乙稿"),
)
SMALL = Version("small", "讲稿：小讲稿\n大家好。\n一、第一件事\n要认真学习。\n")
ALL_VERSIONS = (*VERSIONS, *OTHER_VERSIONS, SMALL)


@dataclass(frozen=True, slots=True)
class Clean:
    """What a build of a version with an empty store publishes."""

    files: Mapping[str, str]
    """SHA-256 by name below the lecture's folder."""
    block_of: Mapping[str, frozenset[str]]
    """Keys of the clips, each with those of the blocks that are made of it."""

    @property
    def clips(self) -> frozenset[str]:
        """Keys of all clips."""
        return frozenset(self.block_of)


def clean_builds(folder: Path, versions: Sequence[Version] = ALL_VERSIONS) -> dict[str, Clean]:
    """By the version's name; each in a folder and with a cache of its own."""
    with ForkedBuilds() as builds:
        return {version.name: _clean(builds, folder / version.name, version) for version in versions}


def _clean(builds: ForkedBuilds, folder: Path, version: Version) -> Clean:
    project = Project.make(folder)
    version.put(project)
    done = builds.build(project, f"{version.stem}.txt").done
    assert done.code == 0, done.err
    out = folder / "output" / version.stem
    manifest = json.loads((out / "manifest.json").read_bytes())
    blocks: defaultdict[str, set[str]] = defaultdict(set)
    for clip, block in zip(manifest["clips"], manifest["blocks"], strict=True):
        blocks[clip].add(block)
    return Clean(digests(out), {clip: frozenset(made) for clip, made in blocks.items()})


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder; nothing for a folder that is not there."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def wrong_files(found: Mapping[str, str], old: Mapping[str, str], new: Mapping[str, str], *, begun: bool) -> list[str]:
    """What may not be in a lecture's folder after a build on the way from `old` to `new` has ended anyhow.

    `begun`: an intent says that a publish was begun. Every file is whole, the old one or the new one; before a publish
    begins all are old; names that only the old version has go when all new files are there; the manifest comes last.
    """
    complaints = [f"{name}: neither old nor new" for name in found if found[name] not in (old.get(name), new.get(name))]
    if not begun and found not in (old, new):
        complaints.append("half published without an intent")
    complaints += [f"{name}: gone" for name in old.keys() & new.keys() - found.keys()]
    tracks = {name: digest for name, digest in new.items() if name != "manifest.json"}
    is_new = all(found.get(name) == digest for name, digest in tracks.items())
    if old.keys() - new.keys() - found.keys() and not is_new:
        complaints.append("an old file went before the new ones came")
    if found.get("manifest.json") != old.get("manifest.json") and found != new:
        complaints.append("the manifest came before the files")
    return complaints


def leftovers(project: Project) -> list[Path]:
    """Everything that a finished build does not leave: staging folders, intents, half-written files, locks in use."""
    states = [path for path in (project.folder / "output" / ".dangke").glob("*") if path.is_dir()]
    inside = [path for state in states for path in state.iterdir() if path.name not in STATE_FILES]
    in_use = (project.folder / "cache" / "in-use").glob("*")
    return sorted({*inside, *half_written(project.folder), *in_use})


def half_written(folder: Path) -> Iterator[Path]:
    """Temporary files, wherever they are."""
    return folder.rglob(f"{TEMPORARY}*")
