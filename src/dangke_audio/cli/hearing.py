"""Who listens: the option that names a recognizer, and `build --listen`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dangke_audio.batching import Rehearse
    from dangke_audio.listening import Ear

model_option: Callable[..., Any] = click.option(
    "--model",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    envvar="DANGKE_AUDIO_LISTEN_MODEL",
    default=None,
    help="换一个语音识别模型（faster-whisper 的模型文件夹），例如更大、听得更准的。",
)
listen_option: Callable[..., Any] = click.option(
    "--listen",
    "is_heard",
    is_flag=True,
    help="发布以前先让电脑听一遍，听不明白的句子换一种读法。要先安装 dangke-audio[listen]。",
)


@contextmanager
def opened_ear(model: Path | None, jobs: int | None) -> Iterator["Ear"]:
    """An ear with the user's memory of what was heard. Raises RecognizerError."""
    from dangke_audio.folders import cache_folder
    from dangke_audio.housekeeping.inventory import HEARD
    from dangke_audio.listening import Recognizer, Whisper, open_ear
    from dangke_audio.synthesizing import DiskStore
    from dangke_audio.synthesizing.capacity import usable_cores

    recognizer: Recognizer = Whisper(model.absolute() if model else None)
    with open_ear(recognizer, DiskStore(cache_folder() / HEARD), jobs or usable_cores()) as ear:
        yield ear


@contextmanager
def rehearsing(model: Path | None, jobs: int | None) -> Iterator["Rehearse"]:
    """What hears each lecture before it is built. Raises RecognizerError."""
    from dangke_audio.rehearsing import rehearse

    with opened_ear(model, jobs) as ear:
        yield lambda script, settings, tell: rehearse(script, settings, ear, tell)
