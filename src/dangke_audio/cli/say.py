"""`dangke-audio say`: one line, now."""

from pathlib import Path

import click

from dangke_audio.cli.console import tell
from dangke_audio.cli.findings import show_findings
from dangke_audio.cli.options import reader_options
from dangke_audio.errors import ConfigError
from dangke_audio.model.wishes import Wishes


@click.command(options_metavar="[选项]")
@click.argument("words", metavar="文字")
@click.option(
    "-o",
    "--output",
    "target",
    metavar="文件",
    type=click.Path(path_type=Path),
    default=Path("试听.mp3"),
    help="存到哪里。",
)
@reader_options
def say(words: str, target: Path, wishes: Wishes) -> None:
    """把一句话读成 MP3，先听听声音和读法。"""
    from dangke_audio.config import load_lexicon, wished_profile
    from dangke_audio.preview import say_line

    if target.suffix.lower() != ".mp3" or (target.exists() and not target.is_file()):
        raise ConfigError("只能存成 MP3 文件", place=str(target), hint="请给出以 .mp3 结尾的文件名")

    findings = say_line(words, wished_profile(wishes, Path.cwd()), load_lexicon(Path.cwd()), target)
    show_findings(findings)
    tell(f"已存为 {target}")
