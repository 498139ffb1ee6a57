"""`dangke-audio script`: what will be spoken, with pinyin and every change."""

from pathlib import Path

import click

from dangke_audio.checking.front_end import front_end
from dangke_audio.cli import findings
from dangke_audio.cli.console import emit, tell
from dangke_audio.cli.options import engine_option, json_option, type_of_script, voice_option
from dangke_audio.engines.contract import Engine, Respelling
from dangke_audio.model.speech import SpokenLecture, SpokenSection, SpokenSentence
from dangke_audio.model.wishes import Wishes


@click.command(options_metavar="[选项]")
@click.argument("file", metavar="讲稿", type=type_of_script)
@click.option("--lines", is_flag=True, help="每一行都当作一段正文：不找标题，不省略。")
@voice_option
@engine_option
@json_option
def script(file: Path, lines: bool, voice: str | None, engine: str | None, as_json: bool) -> None:
    """列出将要读的每一句：原文、读法、拼音和改动。"""
    prepared = front_end(Wishes(voice, engine), Path.cwd())
    lecture = prepared.lecture(file, lines=lines)
    if as_json:
        emit(lecture_json(lecture, prepared.engine))
        return
    for section in lecture.sections:
        _tell_section(section, prepared.engine)
    findings.show_findings(lecture.findings)


def _tell_section(section: SpokenSection, engine: Engine) -> None:
    tell(f"【{section.section.name}】")
    for sentence in section.sentences:
        role = f"〔{sentence.sentence.role}〕" if sentence.sentence.role else ""
        tell(f"{sentence.sentence.location.number or '':>5}  {role}{sentence.spoken}")
        tell(f"{'':5}  {_pinyin_line(sentence)}")
        for change in sentence.changes:
            tell(f"{'':5}  改：{change.before} → {change.after or '（不读）'}")
        for respelling in _respellings(sentence, engine):
            tell(f"{'':5}  借音：{respelling.before} → {respelling.after or '（没有同音字，声音可能读错）'}")


def _pinyin_line(sentence: SpokenSentence) -> str:
    pairs = zip(sentence.spoken, sentence.syllables, strict=True)
    return " ".join(reading or character for character, reading in pairs if reading or not character.isspace())


def _respellings(sentence: SpokenSentence, engine: Engine) -> tuple[Respelling, ...]:
    """What an engine that takes no phonemes is given instead of characters whose reading is fixed."""
    return engine.hear(sentence.spoken, sentence.syllables, sentence.pinned).respellings


def lecture_json(lecture: SpokenLecture, engine: Engine) -> dict[str, object]:
    """The object that DESIGN §6 promises to other programs."""
    head = lecture.lecture
    return {
        "title": head.title,
        "subtitle": head.subtitle,
        "speaker": head.speaker,
        "date": head.date,
        "salutation": head.salutation,
        "sections": [_section_json(section, engine) for section in lecture.sections],
        "omitted": [{"text": o.text, "reason": o.reason, "line": o.location.number} for o in head.omitted],
        "findings": [findings.as_json(finding) for finding in lecture.findings],
    }


def _section_json(spoken: SpokenSection, engine: Engine) -> dict[str, object]:
    section = spoken.section
    return {
        "number": section.number,
        "level": section.level,
        "heading": section.heading,
        "run_in": section.run_in,
        "sentences": [_sentence_json(sentence, engine) for sentence in spoken.sentences],
    }


def _sentence_json(spoken: SpokenSentence, engine: Engine) -> dict[str, object]:
    """`role` and `respellings` are there only where the sentence has them."""
    role = {"role": spoken.sentence.role} if spoken.sentence.role else {}
    respellings = [{"before": one.before, "after": one.after} for one in _respellings(spoken, engine)]
    return {
        "kind": spoken.sentence.kind,
        "written": spoken.sentence.written,
        "spoken": spoken.spoken,
        "pinyin": list(spoken.syllables),
        "line": spoken.sentence.location.number,
        "changes": [{"rule": c.rule, "before": c.before, "after": c.after} for c in spoken.changes],
        **role,
        **({"respellings": respellings} if respellings else {}),
    }
