"""`dangke-audio check`: the outline, the findings, what will not be read. No audio."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from dangke_audio.checking.front_end import FrontEnd, front_end
from dangke_audio.checking.omissions import omitted_words, reason_in_words
from dangke_audio.checking.role_voices import lecture_with_cast
from dangke_audio.cli.console import tell
from dangke_audio.cli.failures import tell_failure
from dangke_audio.cli.findings import describe
from dangke_audio.cli.options import reader_options, strict_option, type_of_script
from dangke_audio.cli.progress import duration
from dangke_audio.cli.sheet import sheet_lines
from dangke_audio.errors import DangkeError
from dangke_audio.model.lecture import Lecture, Omission
from dangke_audio.model.report import UNCERTAIN_READING, Finding
from dangke_audio.model.speech import SpokenLecture, SpokenSection
from dangke_audio.model.wishes import Wishes


@click.command(options_metavar="[选项]")
@click.argument("files", metavar="讲稿…", type=type_of_script, nargs=-1, required=True)
@click.option("--readings", is_flag=True, help="列出拿不准读音的字和它所在的句子。")
@click.option("--sheet", is_flag=True, help="打印审听单，给负责审稿的人勾画签字。")
@reader_options
@strict_option
def check(files: Sequence[Path], readings: bool, sheet: bool, wishes: Wishes, strict: bool) -> int:
    """检查讲稿：列出章节、时长、发现的问题和不读的内容，不生成声音。"""
    from dangke_audio.preparing import refuse_findings

    prepared = front_end(wishes, Path.cwd())
    failed = False
    for file in files:
        try:
            lecture = lecture_with_cast(file, prepared)
            for line in (
                sheet_lines(file.name, lecture, prepared) if sheet else _report(file, lecture, prepared, readings)
            ):
                tell(line)
            refuse_findings(lecture.findings, strict=strict)
        except DangkeError as error:
            failed = True
            tell_failure(error, path=str(file), as_json=False)
    return 1 if failed else 0


def _report(file: Path, lecture: SpokenLecture, prepared: FrontEnd, readings: bool) -> Iterable[str]:
    """Everything about one script, line by line."""
    yield f"讲稿：{file}"
    yield from _front(lecture.lecture)
    yield "章节："
    lengths = [prepared.estimate_ms(section) for section in lecture.sections]
    for section, length_ms in zip(lecture.sections, lengths, strict=True):
        yield f"{_outline_row(section)}，约 {duration(length_ms / 1000)}"
    yield f"总长：约 {duration(sum(lengths) / 1000)}"
    uncertain = [finding for finding in lecture.findings if finding.code == UNCERTAIN_READING]
    yield from _findings([finding for finding in lecture.findings if finding.code != UNCERTAIN_READING])
    yield from _uncertain(uncertain, lecture, readings)
    omitted = omitted_words(lecture.lecture)
    yield f"不读：{len(omitted)} 处"
    for omission in omitted:
        yield f"  {_omission_row(omission)}"


def _front(lecture: Lecture) -> Iterable[str]:
    front = {"标题": lecture.title, "副标题": lecture.subtitle, "主讲": lecture.speaker, "日期": lecture.date}
    for name, value in {**front, "称呼": lecture.salutation}.items():
        if value:
            yield f"{name}：{value}"


def _outline_row(spoken: SpokenSection) -> str:
    section = spoken.section
    characters = sum(len(sentence.spoken) for sentence in spoken.sentences)
    indent = "  " * section.level
    mark = "（段首）" if section.run_in else ""
    return f"{indent}{section.name}{mark}  {len(spoken.sentences)} 句 {characters} 字"


def _findings(found: Sequence[Finding]) -> Iterable[str]:
    yield f"发现：{len(found)} 条"
    for finding in found:
        yield f"  {describe(finding)}"


def _uncertain(found: Sequence[Finding], lecture: SpokenLecture, readings: bool) -> Iterable[str]:
    """The readings that were a choice: how many, or each with its sentence."""
    hint = "" if readings or not found else "（加 --readings 逐条列出）"
    yield f"拿不准的读音：{len(found)} 处{hint}"
    if not readings:
        return
    written = {
        sentence.location: sentence.written for section in lecture.lecture.sections for sentence in section.sentences
    }
    for finding in found:
        yield f"  {finding.location}：{finding.message}"
        if finding.location in written:
            yield f"      {written[finding.location]}"


def _omission_row(omission: Omission) -> str:
    place = str(replace(omission.location, excerpt=""))
    return f"{place}  {omission.text}（{reason_in_words(omission.reason)}）"
