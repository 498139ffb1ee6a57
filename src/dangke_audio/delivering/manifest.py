"""manifest.json: what was made of what. It holds only what follows from the inputs: no clock, no machine's paths. Pure."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from dangke_audio.delivering.edition import Edition, Horn, StagedFile
from dangke_audio.delivering.encoder import encoder_name
from dangke_audio.delivering.loudness import Measured, loudness_findings
from dangke_audio.model.audio import Timeline
from dangke_audio.model.horn import CHIMES

MANIFEST = "manifest.json"
SCHEMA = 2


def manifest(edition: Edition, files: Sequence[StagedFile], measured: Measured) -> bytes:
    """The manifest's bytes. `files` holds one section for each chapter, in order, or none, and one part for each of the horn's."""
    timeline, blocks = edition.timeline, edition.blocks
    findings = (*edition.findings, *edition.artwork.findings, *loudness_findings(measured))
    content = {
        "schema": SCHEMA,
        "program": f"dangke-audio {edition.program_version}",
        "title": edition.credits.title,
        "speaker": edition.credits.speaker,
        "date": edition.credits.date,
        "cover_recipe": edition.artwork.recipe,
        "source": asdict(edition.inputs),
        "voice": asdict(edition.voice),
        "roles": {role: asdict(speaker) for role, speaker in edition.cast.roles.items()},
        "engine_fingerprints": dict(edition.fingerprints),
        "encoder": {"name": encoder_name(blocks.encoding), **asdict(blocks.encoding)},
        "rate_hz": timeline.rate_hz,
        "samples": timeline.samples,
        "duration_ms": timeline.milliseconds(timeline.samples),
        "loudness_lufs": measured.phone_lufs,
        "editions": list(editions_of(edition)),
        "horn": _horn(edition.horn, measured) if edition.horn else None,
        "chapters": _chapters(timeline, [file.name for file in files if file.kind == "section"]),
        "sentences": _sentences(timeline),
        "clips": [block.clip.key for block in timeline.blocks],
        "blocks": [blocks.key(block) for block in timeline.blocks],
        "files": [{"name": file.name, "kind": file.kind, "sha256": file.sha256, "size": file.size} for file in files],
        "findings": [asdict(finding) for finding in findings],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def named_files(manifest_bytes: bytes) -> frozenset[str]:
    """The files that a manifest names; none where it is damaged or not one of ours."""
    try:
        content = json.loads(manifest_bytes)
        return frozenset(str(file["name"]) for file in content["files"])
    except (ValueError, KeyError, TypeError):
        return frozenset()


def editions_of(edition: Edition) -> tuple[str, ...]:
    """What is published: phone, horn or both."""
    return tuple(filter(None, ("phone" if edition.has_phone else "", "horn" if edition.horn else "")))


def _horn(horn: Horn, measured: Measured) -> dict[str, object]:
    """The options, and what decides the parts; `clips` are those of the announcements."""
    return {
        "options": {**asdict(horn.options), "chime": _chime_name(horn.options.chime)},
        "encoder": {"name": encoder_name(horn.blocks.encoding), **asdict(horn.blocks.encoding)},
        "rate_hz": horn.blocks.rate_hz,
        "loudness_lufs": measured.horn_lufs,
        "clips": list(horn.announced),
        "parts": [
            {
                "title": part.title,
                "samples": part.samples,
                "duration_ms": round(1000 * part.samples / horn.blocks.rate_hz),
                "blocks": [horn.blocks.key(block) for block in part.blocks],
            }
            for part in horn.parts
        ],
    }


def _chime_name(chime: str | None) -> str | None:
    """A file of the user's is known by its sound, which is in the keys of blocks."""
    return chime if chime is None or chime in CHIMES else "file"


def _sentences(timeline: Timeline) -> list[dict[str, object]]:
    """`chapter` counts as the chapters do, from 1; `first_clip` and `end_clip` are indexes into `clips`.

    `pinyin` has one entry for each character of `spoken`, parted by blanks; `-` is one that is not Han.
    """
    chapter_of = {
        block: number
        for number, chapter in enumerate(timeline.chapters, start=1)
        for block in range(chapter.first, chapter.end)
    }
    return [
        {
            "start_sample": cue.start,
            "end_sample": cue.end,
            "written": cue.text,
            "spoken": cue.spoken,
            "pinyin": " ".join(syllable or "-" for syllable in cue.syllables),
            "chapter": chapter_of[cue.first],
            "first_clip": cue.first,
            "end_clip": cue.stop,
        }
        for cue in timeline.cues
    ]


def _chapters(timeline: Timeline, files: Sequence[str]) -> list[dict[str, object]]:
    """Numbered as the section files are: from 1, the opening too. `files` is empty where there is no phone edition."""
    names: Sequence[str | None] = files or [None] * len(timeline.chapters)
    return [
        {
            "number": number,
            "title": chapter.title,
            "level": chapter.level,
            "start_ms": timeline.milliseconds(chapter.start),
            "end_ms": timeline.milliseconds(chapter.stop),
            "start_sample": chapter.start,
            "end_sample": chapter.stop,
            "file": name,
        }
        for number, (chapter, name) in enumerate(zip(timeline.chapters, names, strict=True), start=1)
    ]
