"""The only place where exceptions become exit codes.

0 done · 1 an expected failure, told in one line · 2 wrong usage · 3 a bug, with a report in a file · 130 interrupted.
"""

import os
import platform
import sys
import traceback
from collections.abc import Sequence

import click

from dangke_audio import __version__
from dangke_audio.cli.console import complain
from dangke_audio.cli.failures import tell_failure
from dangke_audio.errors import DangkeError
from dangke_audio.folders import cache_folder


def guarded(command: click.Command, arguments: Sequence[str] | None) -> int:
    """Run a click command; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = command.main(args=given, prog_name="dangke-audio", standalone_mode=False)
    except click.ClickException as error:
        return _usage(error)
    except (KeyboardInterrupt, click.Abort):
        complain("已中断。做好的部分已保存，重新运行会接着做。")
        return 130
    except DangkeError as error:
        tell_failure(error, path=None, as_json="--json" in given)
        return 1
    except BrokenPipeError:
        return 1  # whoever read our output has gone; click ends alike where it notices first
    except Exception as error:
        return _bug(error)
    return code if isinstance(code, int) else 0


def _usage(error: click.ClickException) -> int:
    complain(f"错误：{error.format_message()}")
    if isinstance(error, click.UsageError) and error.ctx is not None:
        complain(f"查看用法：{error.ctx.command_path} --help")
    return 2


def _bug(error: Exception) -> int:
    report = "".join(traceback.format_exception(error))
    machine = f"dangke-audio {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
    log = cache_folder() / "logs" / f"bug-{os.getpid()}.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(f"{machine}{sys.argv}\n{report}", encoding="utf-8")
    except OSError:
        complain(machine + report)
        complain("错误：程序内部出错，详情见上")
        return 3
    complain(f"错误：程序内部出错（{type(error).__name__}），详细报告在 {log}，请把它发给开发者")
    return 3
