"""`dangke-audio listen`: what was published is heard by a speech recognizer, and told where it differs."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangke_audio.cli.console import complain, emit, tell
from dangke_audio.cli.failures import tell_failure
from dangke_audio.cli.hearing import model_option, opened_ear
from dangke_audio.cli.options import json_option, strict_option, type_of_script
from dangke_audio.cli.progress import ending, progress_printer
from dangke_audio.errors import DangkeError
from dangke_audio.model.report import Progress

if TYPE_CHECKING:
    from dangke_audio.listening import Ear, Heard, Threshold, Verdict


@click.command(options_metavar="[选项]")
@click.argument("outputs", metavar="[输出文件夹…]", type=type_of_script, nargs=-1)
@model_option
@click.option(
    "--threshold",
    "percent",
    metavar="百分数",
    type=click.FloatRange(0, 100),
    default=0.0,
    help="一句里确实不对的音节超过百分之几才算可疑，默认 0：有一个就算。",
)
@click.option("--jobs", metavar="个数", type=click.IntRange(min=1), default=None, help="同时用几个处理器核心。")
@strict_option
@json_option
def listen(
    outputs: Sequence[Path], model: Path | None, percent: float, jobs: int | None, strict: bool, as_json: bool
) -> int:
    """把生成好的录音听一遍，逐句和讲稿核对，列出可疑的句子，并做一张能点开听的 report.html。

    文件夹是一篇讲稿的，或像 output 这样装着许多篇的；不写就是 output。听过的声音不会再听，改了哪几句就只听哪几句。
    """
    from dangke_audio.listening import Threshold, lectures_in

    folders = dict.fromkeys(folder for out in outputs or (Path("output"),) for folder in lectures_in(out))
    heard: list[Heard] = []
    failed = 0
    with opened_ear(model, jobs) as ear:
        for folder in folders:
            try:
                heard.append(_listen_to(folder, ear, Threshold(percent / 100), as_json=as_json))
            except DangkeError as error:
                failed += 1
                tell_failure(error, path=str(folder), as_json=as_json)
    if as_json:
        emit({"event": "done", "lectures": len(heard), "failed": failed, "suspicious": sum(map(_faults, heard))})
    else:
        for line in _table(heard):
            tell(line)
    return 1 if failed or (strict and any(map(_faults, heard))) else 0


def _listen_to(folder: Path, ear: "Ear", threshold: "Threshold", *, as_json: bool) -> "Heard":
    from dangke_audio.listening import listen_to, published_speech, write_report

    printer = progress_printer(as_json=as_json)
    with ending(printer):
        heard = listen_to(
            published_speech(folder),
            ear,
            threshold,
            lambda done, total: printer(Progress(done, total, done / total, "hearing")),
        )
    report = write_report(heard)
    if as_json:
        emit(_lecture_json(heard, report))
    else:
        _tell(heard, report)
    return heard


def _tell(heard: "Heard", report: Path) -> None:
    from dangke_audio.listening import oddities

    for line in oddities(heard):
        complain(f"提醒：{heard.speech.title}：{line}")
    for verdict in heard.suspicious:
        for line in _lines(heard, verdict):
            tell(line)
    if heard.suspicious:
        tell(f"逐句点开听：{report}（在浏览器里打开）")


def _lines(heard: "Heard", verdict: "Verdict") -> Iterator[str]:
    from dangke_audio.listening import clock, noise_told, wrongly_heard

    sentence = verdict.sentence
    start_s = max(0, sentence.start + verdict.shift) / heard.speech.rate_hz
    yield f"可疑：《{heard.speech.title}》{sentence.place}（{clock(start_s)}）"
    yield f"  应读：{sentence.written}"
    yield f"  听到：{verdict.opinion.heard or '（什么也没听到）'}"
    if words := wrongly_heard(verdict):
        yield f"  不同：{words}"
    if told := noise_told(verdict):
        yield f"  声音：{told}"


def _table(heard: "Sequence[Heard]") -> Iterator[str]:
    from dangke_audio.listening import score_of

    if heard:
        yield "  句数    音节错误  n/ng、z/zh 等不分  核实后    可疑  讲稿"
    for one in heard:
        score = score_of(one.verdicts)
        yield (
            f"{len(one.verdicts):>6}{100 * score.rate:>11.1f}%{100 * score.lenient_rate:>18.1f}%"
            f"{score.sure_errors:>8}{len(one.suspicious):>8}  {one.speech.title}"
        )


def _faults(heard: "Heard") -> int:
    return len(heard.suspicious) + bool(heard.excess) + heard.is_changed


def _lecture_json(heard: "Heard", report: Path) -> dict[str, object]:
    from dangke_audio.listening import oddities, score_of

    score = score_of(heard.verdicts)
    return {
        "event": "heard",
        "title": heard.speech.title,
        "folder": str(heard.speech.folder),
        "report": str(report),
        "sentences": len(heard.verdicts),
        "syllables": score.syllables,
        "errors": score.errors,
        "lenient_errors": score.lenient_errors,
        "sure_errors": score.sure_errors,
        "newly_heard": heard.new,
        "oddities": list(oddities(heard)),
        "suspicious": [_verdict_json(heard, verdict) for verdict in heard.suspicious],
    }


def _verdict_json(heard: "Heard", verdict: "Verdict") -> dict[str, object]:
    from dangke_audio.listening import wrongly_heard

    sentence, rate_hz, noise = verdict.sentence, heard.speech.rate_hz, verdict.noise
    return {
        "chapter": sentence.place.chapter,
        "sentence": sentence.place.sentence,
        "start_ms": round(1000 * sentence.start / rate_hz),
        "end_ms": round(1000 * sentence.end / rate_hz),
        "expected": sentence.written,
        "heard": verdict.opinion.heard,
        "differing": wrongly_heard(verdict),
        "errors": verdict.opinion.strict.errors,
        "lenient_errors": verdict.opinion.lenient.errors,
        "sure_errors": verdict.opinion.judged.errors,
        "noise": noise and {"start_ms": round(1000 * noise.start_s), "end_ms": round(1000 * noise.end_s)},
    }
