"""`dangke-audio build`: scripts in, MP3 files out."""

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import click

from dangke_audio.cli.dry_run import foresee_all
from dangke_audio.cli.edition_options import edition_options
from dangke_audio.cli.hearing import listen_option, model_option, rehearsing
from dangke_audio.cli.options import (
    fallback_option,
    jobs_option,
    json_option,
    on_option,
    out_option,
    reader_options,
    store_option,
    strict_option,
    type_of_script,
)
from dangke_audio.cli.resuming import Resumable, kept_options
from dangke_audio.model.wishes import Wishes


@click.command(cls=Resumable, options_metavar="[选项]")
@click.argument("files", metavar="讲稿…", type=type_of_script, nargs=-1)
@reader_options
@fallback_option
@out_option
@edition_options
@jobs_option
@click.option(
    "--list", "listed", metavar="名单", type=type_of_script, default=None, help="讲稿的名单，一行一个文件名。"
)
@click.option("--resume", is_flag=True, help="接着做上一批没有做完的讲稿，选项也照上一批。")
@on_option
@store_option
@listen_option
@model_option
@click.option("--dry-run", is_flag=True, help="只说要做什么、要多久，不生成任何文件。")
@strict_option
@json_option
@click.pass_context
def build(
    ctx: click.Context,
    files: Sequence[Path],
    fallback: str | None,
    out: Path,
    wishes: Wishes,
    jobs: int | None,
    listed: Path | None,
    resume: bool,
    is_heard: bool,
    model: Path | None,
    scheduler: str | None,
    store: str | None,
    dry_run: bool,
    strict: bool,
    as_json: bool,
) -> int:
    """把讲稿读成 MP3：整篇一个带章节的文件，每章另有一个文件，还有有声书、收听网页和跟着声音走的文字。

    讲稿可以写几个，也可以写文件夹（里面的讲稿都做）或“讲稿/**/*.docx”这样的样式。
    """
    from dangke_audio.batching import BatchRecord, gather, read_record
    from dangke_audio.cli.batch import build_all
    from dangke_audio.cli.choices import chosen_fallback, chosen_settings, with_cluster

    settings = with_cluster(chosen_settings(wishes, out, jobs=jobs, strict=strict), scheduler, store)
    if resume:
        _refuse_names_with_resume(files, listed)
        record = read_record(out)
    else:
        scripts = gather(files, listed, out)
        if not scripts:
            raise click.MissingParameter(ctx=ctx, param_type="argument", param_hint="'讲稿…'")
        record = BatchRecord.of(scripts, kept_options(ctx))
    if dry_run:
        return foresee_all(record.left, settings, as_json=as_json)
    instead = chosen_fallback(fallback, settings, wishes.pace, as_json=as_json)
    with rehearsing(model, jobs) if is_heard else nullcontext() as rehearse:
        return build_all(record, settings, instead, rehearse, as_json=as_json)


def _refuse_names_with_resume(files: Sequence[Path], listed: Path | None) -> None:
    if files or listed:
        raise click.UsageError("--resume 接着做上一批，不用再写讲稿")
