"""`dangke-audio cache`: what is kept so that it need not be made again, whether it is whole, and making it smaller."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

from dangke_audio.cli.console import emit, tell
from dangke_audio.cli.options import json_option
from dangke_audio.errors import ConfigError

if TYPE_CHECKING:
    from dangke_audio.housekeeping.pruning import PruneReport
    from dangke_audio.housekeeping.status import CacheStatus, Share

MOST_TOLD = 10
"""Damaged entries that are named one by one."""


@click.group(options_metavar="[选项]", subcommand_metavar="命令 …")
def cache() -> None:
    """查看、检查、清理缓存（录好的句子、听过的结果和语音模型）。讲稿和生成的音频不在里面；整个删掉也不要紧，下次会重做。"""


@cache.command(options_metavar="[选项]")
@json_option
def status(as_json: bool) -> None:
    """缓存在哪里，有多大，多少是已生成的讲稿要用的。"""
    from dangke_audio.housekeeping import look_around
    from dangke_audio.housekeeping.amounts import readable_size

    found = look_around()
    if as_json:
        emit({**asdict(found), "bytes": found.bytes})
        return
    tell(f"位置：{found.folder}")
    tell(f"录好的片段：{_share(found.clips)}")
    tell(f"编码好的片段：{_share(found.blocks)}")
    tell(f"语音模型：{found.models.count} 个文件，{readable_size(found.models.bytes)}（不算在上限里）")
    if found.heard.count:
        tell(f"听过的结果（listen）：{found.heard.count} 条，{readable_size(found.heard.bytes)}（不算在上限里）")
    if found.old.count:
        tell(f"旧版本留下的：{found.old.count} 个，{readable_size(found.old.bytes)}，cache prune 会清掉")
    tell(f"生成过的讲稿：{found.lectures} 篇{_away(found.away)}")
    if found.first_use is not None and found.last_use is not None:
        tell(f"最久没有用到的：{_day(found.first_use)}；最近用到：{_day(found.last_use)}")
    tell(f"上限：{readable_size(found.cap_bytes)}，已用 {_used(found)}（环境变量 DANGKE_AUDIO_CACHE_SIZE 可以改）")


@cache.command(options_metavar="[选项]")
@click.option("--keep", is_flag=True, help="坏了的只报告，不删除。")
@json_option
def verify(keep: bool, as_json: bool) -> int:
    """把缓存从头读一遍，坏了的删掉，下次生成时会重做。有坏的，退出码是 1。"""
    from dangke_audio.housekeeping import verify as verify_stores
    from dangke_audio.housekeeping.amounts import readable_size

    found = verify_stores(keep=keep)
    if as_json:
        emit(asdict(found))
    elif not found.damaged:
        tell(f"{found.entries} 个片段（{readable_size(found.bytes)}）全部完好")
    else:
        tell(f"{found.entries} 个片段里有 {len(found.damaged)} 个已损坏：")
        for name in found.damaged[:MOST_TOLD]:
            tell(f"  {name}")
        if len(found.damaged) > MOST_TOLD:
            tell(f"  等 {len(found.damaged)} 个")
        tell(_remedy(len(found.damaged), found.removed, keep=keep))
    return 1 if found.damaged else 0


@cache.command(options_metavar="[选项]")
@click.option("--max-size", metavar="大小", help="最多留多大，例如 5GB、800MB。没有给出任何选项时是缓存的上限。")
@click.option("--older-than", metavar="时间", help="多久没有用到的就删，例如 90d（天）、12h（小时）、8w（周）。")
@click.option("--dry-run", is_flag=True, help="只说会删什么，不动手。")
@json_option
def prune(max_size: str | None, older_than: str | None, dry_run: bool, as_json: bool) -> None:
    """把缓存变小：先删最久没有用到的。已生成的讲稿要用的从不删；正在生成时不能清理。"""
    from dangke_audio.housekeeping import prune as prune_stores
    from dangke_audio.housekeeping.amounts import age_s, size_bytes
    from dangke_audio.housekeeping.limits import Limits, cap_bytes

    try:
        limits = Limits(size_bytes(max_size) if max_size else None, age_s(older_than) if older_than else None)
    except ConfigError as error:
        raise click.UsageError(str(error)) from error
    if limits == Limits():
        limits = Limits(max_bytes=cap_bytes())
    report = prune_stores(limits, dry_run=dry_run)
    if as_json:
        emit({**asdict(report), "dry_run": dry_run})
    else:
        _tell_pruned(report, dry_run=dry_run)


def _tell_pruned(report: "PruneReport", *, dry_run: bool) -> None:
    from dangke_audio.housekeeping.amounts import readable_size

    would = "会" if dry_run else "已"
    went = {
        "录好的片段": report.clips,
        "编码好的片段": report.blocks,
        "听过的结果": report.heard,
        "旧版本留下的": report.old,
    }
    counts = "、".join(f"{what} {count} 个" for what, count in went.items() if count)
    tell(f"{would}删除{counts}，腾出 {readable_size(report.freed_bytes)}" if counts else "没有要删的")
    named = readable_size(report.named_bytes)
    tell(
        f"留下 {readable_size(report.kept_bytes)}，其中 {named} 是 {report.lectures} 篇已生成的讲稿要用的，从不删"
        if report.named_bytes
        else f"留下 {readable_size(report.kept_bytes)}"
    )
    if report.is_over:
        tell("仍超过给出的大小：剩下的都是已生成的讲稿要用的。不再需要的讲稿，请先删除它在 output 里的文件夹")
    if report.away:
        tell(f"有 {report.away} 篇讲稿的文件夹现在看不到（U 盘没有插上？），它们要用的没有特别保留，需要时会重做")
    if dry_run:
        tell("这是预演，什么也没有删")


def _share(share: "Share") -> str:
    from dangke_audio.housekeeping.amounts import readable_size

    needed = f"，其中 {readable_size(share.named_bytes)} 是已生成的讲稿要用的" if share.named_count else ""
    return f"{share.count} 个，{readable_size(share.bytes)}{needed}"


def _away(count: int) -> str:
    return f"，另有 {count} 篇的文件夹现在看不到" if count else ""


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d")


def _used(found: "CacheStatus") -> str:
    return f"{100 * found.bytes / found.cap_bytes:.0f}%" if found.cap_bytes else f"{found.bytes} 字节"


def _remedy(damaged: int, removed: int, *, keep: bool) -> str:
    if keep:
        return "没有删除；生成时遇到会自动重做"
    if removed < damaged:
        return f"已删除 {removed} 个，其余的没有权限删除；生成时遇到会自动重做"
    return "已删除，下次生成时会自动重做"
