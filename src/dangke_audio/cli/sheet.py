"""审听单: what the leader who approves a recording has to look at and listen to, with boxes to tick. For print."""

from collections import Counter
from collections.abc import Iterable

from dangke_audio.checking.front_end import FrontEnd
from dangke_audio.checking.omissions import omitted_words, reason_in_words
from dangke_audio.cli.findings import describe
from dangke_audio.cli.progress import duration
from dangke_audio.model.report import UNCERTAIN_READING
from dangke_audio.model.speech import SpokenLecture

_RULE = "─" * 36
_EMPTY = "  （无）"


def sheet_lines(name: str, lecture: SpokenLecture, prepared: FrontEnd) -> Iterable[str]:
    """The sheet, line by line."""
    lengths = [prepared.estimate_ms(section) for section in lecture.sections]
    yield "审听单"
    yield _RULE
    yield f"题目：{lecture.lecture.title or name}"
    yield f"讲稿：{name}"
    yield f"主讲：{lecture.lecture.speaker or '________'}    日期：{lecture.lecture.date or '________'}"
    yield f"声音：{prepared.profile.title}    总长：约 {duration(sum(lengths) / 1000)}"
    yield from _part("一、章节（听一遍，完整、清楚的打勾）", _chapters(lecture, lengths))
    yield from _part("二、拿不准的读音", _readings(lecture))
    yield from _part("三、数字和符号的读法", _changes(lecture))
    yield from _part("四、不读的内容", _omissions(lecture))
    yield from _part("五、其他提醒", _warnings(lecture))
    yield ""
    yield "审听意见：□ 同意播放   □ 修改后播放   □ 不同意"
    yield "修改处：________________________________"
    yield "审听人：____________    日期：____________"


def _part(title: str, rows: Iterable[str]) -> Iterable[str]:
    yield ""
    yield title
    yield from tuple(rows) or (_EMPTY,)


def _chapters(lecture: SpokenLecture, lengths_ms: Iterable[int]) -> Iterable[str]:
    for spoken, length_ms in zip(lecture.sections, lengths_ms, strict=True):
        section = spoken.section
        yield f"  □ {'  ' * (section.level - 1)}{section.name}　约 {duration(length_ms / 1000)}"


def _readings(lecture: SpokenLecture) -> Iterable[str]:
    for finding in lecture.findings:
        if finding.code == UNCERTAIN_READING:
            yield f"  □ {finding.location}：{finding.message}"


def _changes(lecture: SpokenLecture) -> Iterable[str]:
    """Each different one once, with how often it occurs."""
    sentences = (sentence for section in lecture.sections for sentence in section.sentences)
    changes = [change for sentence in sentences for change in sentence.changes]
    told = Counter(
        (change.before, change.after) for change in changes if any(map(str.isalnum, change.before + change.after))
    )
    for (before, after), count in told.items():
        often = f"（{count} 处）" if count > 1 else ""
        yield f"  □ {before} → {after or '（不读）'}{often}"


def _omissions(lecture: SpokenLecture) -> Iterable[str]:
    for omission in omitted_words(lecture.lecture):
        yield f"  □ {omission.text}（{reason_in_words(omission.reason)}）"


def _warnings(lecture: SpokenLecture) -> Iterable[str]:
    for finding in lecture.findings:
        if finding.code != UNCERTAIN_READING and finding.severity != "info":
            yield f"  □ {describe(finding)}"
