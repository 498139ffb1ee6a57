"""What one script of a batch needs spoken: everything before the sound, as a build of it does it."""

from collections.abc import Iterator
from pathlib import Path

from dangke_audio.announcing import Line, announcement
from dangke_audio.broadcasting import Spoken, opening_line
from dangke_audio.composing import compose
from dangke_audio.delivering.last_build import last_build
from dangke_audio.delivering.published import published
from dangke_audio.delivering.shelf import STATE_FOLDER, Shelf, lecture_folder_name
from dangke_audio.model.speech import Script, Utterance
from dangke_audio.model.storage import lengths
from dangke_audio.preparing import BuildSettings, Prepared, credits_of, prepare, with_published_editions
from dangke_audio.remembering import KnownSentences
from dangke_audio.stores import open_stores, with_takes
from dangke_audio.synthesizing.synthesis import WantedClip, wanted_clips


def wanted_of(path: Path, settings: BuildSettings) -> tuple[WantedClip, ...]:
    """The clips that are not in the store, each once; none where the lecture stands as it is.

    What the front-end finds out is remembered, so that the build finds it done. Raises what a build would raise.
    """
    settings = with_published_editions(settings, path)
    prepared = prepare(path, settings)
    name = lecture_folder_name(settings.out, path)
    shelf = Shelf(settings.out / name, settings.out / STATE_FOLDER / name)
    if published(shelf.folder) and last_build(shelf).stands(shelf.folder, prepared.made_from):
        return ()
    known = KnownSentences(prepared.told_by, shelf.state)
    spoken, script = compose(prepared, settings, known)
    known.save()
    title = credits_of(spoken.lecture, prepared, settings).title
    utterances = (*script.utterances, *_announced(title, script, prepared, settings))
    clips = with_takes(open_stores(settings.clips), path, prepared.takes, prepared.engine.rate_hz).clips
    wanted = {clip.key: clip for clip in wanted_clips(utterances, prepared.engine, prepared.fingerprints)}
    found = lengths(clips, wanted)
    return tuple(clip for key, clip in wanted.items() if key not in found)


def _announced(title: str, script: Script, prepared: Prepared, settings: BuildSettings) -> Iterator[Utterance]:
    """What is said around the first part and the last; how many parts there are shows when all is spoken."""
    if "horn" not in settings.editions or len(script.chapters) == 1:  # which may be a notice, without any of these
        return
    words = settings.horn.announcements
    opening = opening_line(words.opening, title, Spoken(title, script, ()).title_pins)
    for line in (opening, Line(words.closing)):
        yield from announcement(line, prepared, settings)
