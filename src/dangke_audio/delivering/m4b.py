"""`<title>.m4b`: the whole lecture as AAC with chapters, for players of audiobooks.

It is made of pieces, runs of blocks that end at a joint of the timeline (mostly paragraphs). Each is encoded alone and
kept in the store, so that an edit encodes a paragraph.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from dangke_audio.delivering.blocks import BlockSource, sound_parts
from dangke_audio.delivering.dates import tag_date
from dangke_audio.delivering.edition import Edition, StagedFile
from dangke_audio.delivering.last_build import LastBuild
from dangke_audio.delivering.m4b_tags import M4bTag, tag_m4b
from dangke_audio.delivering.shelf import Shelf
from dangke_audio.delivering.tracks import chapter_marks, lecture_stem
from dangke_audio.delivering.transcript import full_text
from dangke_audio.durable import storage_error
from dangke_audio.model.audio import Block, Pcm, Timeline, aac_rate_hz, joint_samples
from dangke_audio.model.storage import Store
from dangke_audio.transcoding.aac import aac_encoder_name, encode_aac
from dangke_audio.transcoding.m4b import M4bChapter, write_m4b

BITRATE_KBPS = 64
# Raise it when the same blocks would be encoded otherwise.
SCHEMA = 1


def stage_m4b(edition: Edition, shelf: Shelf, last: LastBuild) -> StagedFile:
    """Write the M4B into the staging folder, unless it is published as it would be. Raises StorageError."""
    name = f"{lecture_stem(edition)}.m4b"
    pieces = list(pieces_of(edition.timeline))
    picture = edition.artwork.cover.small_jpeg if edition.artwork.cover else None
    date = tag_date(edition.credits.date)
    tag = M4bTag(edition.credits, date.year if date else None, full_text(edition.timeline.cues), picture)
    recipe = _recipe(edition, tag, pieces)
    kept = last.kept(shelf.folder, name, recipe)
    if kept is not None:
        return kept
    path = shelf.staging / name
    rate_hz = aac_rate_hz(edition.timeline.rate_hz)
    sounds = (encoded(piece, edition.blocks) for piece in pieces)
    try:
        write_m4b(path, sounds, _chapters(edition), rate_hz, BITRATE_KBPS)
        tag_m4b(path, tag)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return StagedFile(name, "m4b", digest, path.stat().st_size, recipe)
    except OSError as error:
        raise storage_error(path, error) from error


def pieces_of(timeline: Timeline) -> Iterator[tuple[Block, ...]]:
    """The blocks, cut wherever one ends at a joint."""
    piece: list[Block] = []
    for block in timeline.blocks:
        piece.append(block)
        if block.end % joint_samples(timeline.rate_hz) == 0:
            yield tuple(piece)
            piece = []
    if piece:
        raise ValueError("the timeline does not end at a joint")


def piece_key(piece: Sequence[Block]) -> str:
    """SHA-256 over all that decides a piece's packets; not its place in the lecture."""
    parts = [SCHEMA, aac_encoder_name(), BITRATE_KBPS, *map(sound_parts, piece)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def missing_pieces(timeline: Timeline, store: Store) -> Iterator[tuple[Block, ...]]:
    """Those that the store lacks, each sound once."""
    known: set[str] = set()
    for piece in pieces_of(timeline):
        key = piece_key(piece)
        if key not in known and store.length(key) is None:
            yield piece
        known.add(key)


def encoded(piece: Sequence[Block], source: BlockSource) -> bytes:
    """A piece as ADTS packets: from the store, else encoded and kept there. Raises StorageError."""
    key = piece_key(piece)
    stored = source.store.read(key)
    if stored is not None:
        return stored
    sound = Pcm(source.rate_hz, b"".join(source.pcm(block).data for block in piece))
    packets = encode_aac(sound, BITRATE_KBPS)
    source.store.write(key, packets)
    return packets


def _chapters(edition: Edition) -> list[M4bChapter]:
    return [M4bChapter(mark.title, mark.start_ms, mark.end_ms) for mark in chapter_marks(edition.timeline)]


def _recipe(edition: Edition, tag: M4bTag, pieces: Sequence[Sequence[Block]]) -> str:
    cover = hashlib.sha256(tag.cover).hexdigest() if tag.cover else None
    told = [asdict(tag.credits), tag.year, tag.text, cover, list(map(asdict, _chapters(edition)))]
    content = json.dumps([told, list(map(piece_key, pieces))], ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
