"""`dangke-audio check`: the outline, the findings, what will not be read. No audio."""

from collections.abc import Sequence
from pathlib import Path

import click

from dangke_audio.cli.console import tell
from dangke_audio.cli.findings import describe
from dangke_audio.cli.options import engine_option, strict_option, type_of_script, voice_option
from dangke_audio.model.lecture import Lecture, Omission
from dangke_audio.model.speech import SpokenLecture, SpokenSection


@click.command(options_metavar="[选项]")
@click.argument("files", metavar="讲稿…", type=type_of_script, nargs=-1, required=True)
@voice_option
@engine_option
@strict_option
def check(files: Sequence[Path], voice: str | None, engine: str | None, strict: bool) -> None:
    """检查讲稿：列出章节、发现的问题和不读的内容，不生成声音。"""
    from dangke_audio.config import choose_profile
    from dangke_audio.engines.registry import load_engine
    from dangke_audio.pipeline import read_lecture, refuse_findings
    from dangke_audio.voicing import voice_lecture

    speaking = load_engine(choose_profile(voice, engine, Path.cwd()).engine)
    lectures = []
    for file in files:
        lectures.append(voice_lecture(read_lecture(file), speaking))
        _tell(file, lectures[-1])
    for lecture in lectures:
        refuse_findings(lecture.findings, strict=strict)


def _tell(file: Path, lecture: SpokenLecture) -> None:
    tell(f"讲稿：{file}")
    _tell_front(lecture.lecture)
    tell("章节：")
    for section in lecture.sections:
        tell(_outline_row(section))
    tell(f"发现：{len(lecture.findings)} 条")
    for finding in lecture.findings:
        tell(f"  {describe(finding)}")
    tell(f"不读：{len(lecture.lecture.omitted)} 处")
    for omission in lecture.lecture.omitted:
        tell(f"  {_omission_row(omission)}")


def _tell_front(lecture: Lecture) -> None:
    front = {"标题": lecture.title, "副标题": lecture.subtitle, "主讲": lecture.speaker, "日期": lecture.date}
    for name, value in {**front, "称呼": lecture.salutation}.items():
        if value:
            tell(f"{name}：{value}")


def _outline_row(spoken: SpokenSection) -> str:
    section = spoken.section
    characters = sum(len(sentence.spoken) for sentence in spoken.sentences)
    indent = "  " * section.level
    mark = "（段首）" if section.run_in else ""
    return f"{indent}{section.heading or '开场'}{mark}  {len(spoken.sentences)} 句 {characters} 字"


def _omission_row(omission: Omission) -> str:
    return f"{omission.location.path}:{omission.location.line or '?'}  {omission.text}（{omission.reason}）"
