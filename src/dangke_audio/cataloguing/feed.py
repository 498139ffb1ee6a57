"""feed.xml: RSS 2.0 with the tags of iTunes and of Podcasting 2.0. Pure.

Sources: RSS 2.0 (rssboard.org), Apple's "A podcaster's guide to RSS", and the pages docs/tags/*.md of
Podcastindex-org/podcast-namespace.
"""

import re
import uuid
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from dangke_audio.cataloguing.addresses import quoted
from dangke_audio.cataloguing.catalogue import Catalogue, CataloguedFile, CataloguedLecture
from dangke_audio.cataloguing.words import AUTHOR, SHELF_TITLE, clock

FEED_NAME = "feed.xml"
LANGUAGE = "zh-cn"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
ATOM = "http://www.w3.org/2005/Atom"
PODCAST = "https://podcastindex.org/namespace/1.0"
PREFIXES = {"itunes": ITUNES, "atom": ATOM, "podcast": PODCAST}
PODCAST_GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace that docs/tags/guid.md sets."""
LECTURE_GUIDS = uuid.UUID("6d0f2c1e-97a5-5f0c-9a56-0c6a1c5b2a77")
"""Ours, of no meaning: names of lecture folders hang below it."""
TRANSCRIPTS = {"vtt": "text/vtt", "srt": "application/x-subrip"}
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, production 2: what may stand in no document, not even escaped."""


def feed(catalogue: Catalogue, base_url: str) -> bytes:
    """The feed of a catalogue that lies at `base_url`, which ends in `/`. The same input gives the same bytes.

    A lecture whose MP3 is missing is left out.
    """
    rss = ET.Element("rss", {"version": "2.0"})
    channel = ET.SubElement(rss, "channel")
    heard = [(lecture, mp3) for lecture in catalogue.lectures if (mp3 := lecture.file("lecture"))]
    _describe(channel, tuple(lecture for lecture, _ in heard), base_url)
    for lecture, mp3 in heard:
        _item(ET.SubElement(channel, "item"), lecture, mp3, base_url)
    _name_namespaces(rss)
    ET.indent(rss)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(rss, encoding="unicode").encode() + b"\n"


def podcast_guid(feed_url: str) -> str:
    """UUIDv5 of the feed's address without scheme and trailing slashes (docs/tags/guid.md).

    E.g. `https://podnews.net/rss` → `9b024349-ccf0-5f69-a609-6b82873eab3c`.
    """
    return str(uuid.uuid5(PODCAST_GUIDS, re.sub(r"^[a-zA-Z][a-zA-Z0-9+.-]*://", "", feed_url).rstrip("/")))


def lecture_guid(folder: str) -> str:
    """Of the folder's name alone: a lecture that is corrected, or a shelf that moves, makes no new episodes."""
    return str(uuid.uuid5(LECTURE_GUIDS, folder.encode("utf-8", "surrogateescape").decode("utf-8", "replace")))


def _describe(channel: ET.Element, lectures: tuple[CataloguedLecture, ...], base_url: str) -> None:
    feed_url = base_url + FEED_NAME
    _put(channel, "title", SHELF_TITLE)
    _put(channel, "link", base_url)
    _put(channel, "description", f"共 {len(lectures)} 篇讲稿的录音，语音由人工智能合成。")
    _put(channel, "language", LANGUAGE)
    _put(channel, "generator", AUTHOR)
    if lectures:
        _put_date(channel, lectures[0].published)
    _put(channel, "atom:link", href=feed_url, rel="self", type="application/rss+xml")
    _put(channel, "itunes:author", _sole_speaker(lectures) or AUTHOR)
    _put(channel, "itunes:category", text="Education")
    _put(channel, "itunes:explicit", "false")
    _put(channel, "itunes:type", "episodic")
    cover = next((found for lecture in lectures if (found := _cover(lecture, base_url))), None)
    if cover:
        _put(channel, "itunes:image", href=cover)
        image = ET.SubElement(channel, "image")
        for tag, text in (("url", cover), ("title", SHELF_TITLE), ("link", base_url)):
            _put(image, tag, text)
    _put(channel, "podcast:guid", podcast_guid(feed_url))
    _put(channel, "podcast:locked", "yes")  # nobody may take it over to another host


def _item(item: ET.Element, lecture: CataloguedLecture, mp3: CataloguedFile, base_url: str) -> None:
    def address(file: CataloguedFile) -> str:
        return base_url + quoted(lecture.path(file))

    _put(item, "title", lecture.title)
    _put(item, "link", address(lecture.file("page") or mp3))
    _put(item, "description", _notes(lecture))
    _put(item, "guid", lecture_guid(lecture.folder), isPermaLink="false")
    _put_date(item, lecture.published)
    _put(item, "enclosure", url=address(mp3), length=str(mp3.size), type="audio/mpeg")
    _put(item, "itunes:duration", str(max(1, round(lecture.duration_ms / 1000))))
    _put(item, "itunes:explicit", "false")
    _put(item, "itunes:episodeType", "full")
    if lecture.speaker:
        _put(item, "itunes:author", lecture.speaker)
    cover = _cover(lecture, base_url)
    if cover:
        _put(item, "itunes:image", href=cover)
    chapters = lecture.file("chapters")
    if chapters:
        _put(item, "podcast:chapters", url=address(chapters), type="application/json+chapters")
    for kind, media_type in TRANSCRIPTS.items():
        file = lecture.file(kind)
        if file:
            _put(item, "podcast:transcript", url=address(file), type=media_type, language=LANGUAGE, rel="captions")


def _notes(lecture: CataloguedLecture) -> str:
    """Who, when, and a list of chapters: hosts that read no chapter file find them in such lines."""
    head = [f"主讲：{lecture.speaker}"] if lecture.speaker else []
    if lecture.date:
        head.append(f"日期：{lecture.date}")
    return "\n".join([*head, *(f"{clock(chapter.start_ms)} {chapter.title}" for chapter in lecture.chapters)])


def _cover(lecture: CataloguedLecture, base_url: str) -> str | None:
    file = lecture.file("cover")
    return base_url + quoted(lecture.path(file)) if file else None


def _sole_speaker(lectures: tuple[CataloguedLecture, ...]) -> str | None:
    speakers = {lecture.speaker for lecture in lectures}
    return speakers.pop() if len(speakers) == 1 else None


def _put_date(parent: ET.Element, time: datetime | None) -> None:
    if time:
        _put(parent, "pubDate", format_datetime(time))


def _put(parent: ET.Element, tag: str, text: str | None = None, /, **attributes: str) -> None:
    """`itunes:author` and the like are looked up in `PREFIXES`."""
    prefix, _, local = tag.rpartition(":")
    name = f"{{{PREFIXES[prefix]}}}{local}" if prefix else local
    element = ET.SubElement(parent, name, {key: _clean(value) for key, value in attributes.items()})
    element.text = _clean(text) if text is not None else None


def _clean(text: str) -> str:
    return NOT_XML.sub("", text)


def _name_namespaces(root: ET.Element) -> None:
    """Give the tags their usual prefixes. Not ET.register_namespace: that changes a table of the whole process."""
    for prefix, namespace in PREFIXES.items():
        root.set(f"xmlns:{prefix}", namespace)
    for element in root.iter():
        for prefix, namespace in PREFIXES.items():
            element.tag = element.tag.replace(f"{{{namespace}}}", f"{prefix}:")
