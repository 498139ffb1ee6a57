"""The audible mark of synthesized speech: a sentence at the head of a lecture that is not in its script."""

from dataclasses import replace

from dangke_audio.model.lecture import Lecture, Section, Sentence
from dangke_audio.model.report import Location
from dangke_audio.model.voice import VoiceProfile


def labelled(lecture: Lecture, profile: VoiceProfile) -> Lecture:
    """The lecture with the profile's label said first; as it is where the profile has none or nothing will be said.

    The rules on labelling AI-generated content (人工智能生成合成内容标识办法, in force since 2025-09-01) ask for a mark that
    is heard at the start, in the middle or at the end.
    """
    if not profile.label or not lecture.sections:
        return lecture
    place = Location(f"声音 {profile.name} 的 label")
    label = Sentence(profile.label, "label", place, ends_paragraph=True)
    first, *others = lecture.sections
    if first.heading is not None:  # a heading is the first sentence of its section
        opening = Section(0, 1, None, run_in=False, sentences=(label,))
        return replace(lecture, sections=(opening, *lecture.sections))
    return replace(lecture, sections=(replace(first, sentences=(label, *first.sentences)), *others))
