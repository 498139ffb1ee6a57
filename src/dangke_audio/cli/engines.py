"""`dangke-audio engines`: the speech engines that are installed, the broken ones too."""

import click

from dangke_audio.cli.console import tell


@click.command(options_metavar="[选项]")
def engines() -> None:
    """列出语音引擎：能不能用，要不要联网，来自哪个软件包。"""
    from dangke_audio.engines.registry import engine_states

    for state in engine_states():
        if state.engine is None:
            tell(f"{state.name:<12}不能用  {state.fault}（{state.package}）")
            continue
        where = "要联网" if state.engine.online else "不联网"
        same = "" if state.engine.deterministic else "，每次合成略有不同"
        tell(
            f"{state.name:<12}{where}  {state.engine.title}，{len(state.engine.voices())} 个声音{same}（{state.package}）"
        )
