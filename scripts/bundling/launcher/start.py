"""Started by 开始.bat with the bundle's own Python: installs on the first start, then starts the program.

Only the standard library; nothing is fetched. What is installed is exactly what wheels.txt lists, each file by its
SHA-256, so that a stick with a bad sector is noticed here and not in the middle of a lecture.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEELHOUSE = "wheelhouse"
PINS = "wheels.txt"
LOG = "安装记录.txt"
READY = "dangke-ready.txt"
"""In Python's folder; holds the digest of the list that was installed."""
LONGEST_PATH = 259
"""Of a file on Windows, unless the machine was set up for more (MAX_PATH without its final zero)."""
SPARE_BYTES = 200 * 2**20
PROGRAM = (sys.executable, "-m", "dangke_audio")
HAS_STUDIO = "from dangke_audio.cli.main import cli; raise SystemExit(0 if 'studio' in cli.commands else 3)"


class RefusedError(Exception):
    """It cannot go on; the message is for the user."""


def main() -> int:
    """Install where that has not been done, and start."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    os.chdir(HERE)
    try:
        if not is_installed():
            install()
    except RefusedError as refusal:
        print(f"\n错误：{refusal}\n")
        return 1
    return start()


def is_installed() -> bool:
    """Whether what wheels.txt lists has been installed to the end: a newer bundle copied over this one installs again."""
    ready = _python_folder() / READY
    return ready.is_file() and ready.read_text(encoding="ascii", errors="replace") == _list_digest()


def install() -> None:
    """Install everything into the bundle's own Python. Raises RefusedError."""
    print("第一次使用，正在安装。要几分钟，请不要关掉这个窗口，不用联网……", flush=True)
    if not Path(WHEELHOUSE).is_dir() or not Path(PINS).is_file():
        raise RefusedError("文件不全。如果这是一个压缩包，请先全部解压；如果是从 U 盘拷来的，请重新拷贝整个文件夹")
    wheels = sorted(Path(WHEELHOUSE).glob("*.whl"))
    _check_room(wheels)
    try:
        _let_packages_in()
        _run_pip(wheels)
        (_python_folder() / READY).write_text(_list_digest(), encoding="ascii")
    except OSError as error:
        raise RefusedError(f"写不进这个文件夹（{error}）。请把整个文件夹拷到电脑的硬盘上，例如 D 盘，再打开") from error
    print("安装好了。", flush=True)


def _check_room(wheels: list[Path]) -> None:
    """Raise RefusedError where paths would become too long for Windows, or the disk is too full."""
    longest, size = 0, 0
    try:
        for wheel in wheels:
            with zipfile.ZipFile(wheel) as archive:
                longest = max(longest, *(len(member.filename) for member in archive.infolist()))
                size += sum(member.file_size for member in archive.infolist())
    except (OSError, zipfile.BadZipFile) as error:
        raise RefusedError(f"{wheel.name} 已损坏，请重新拷贝整个文件夹") from error
    below = len(str(_python_folder() / "Lib" / "site-packages")) + 1
    if below + longest > LONGEST_PATH:
        raise RefusedError("文件夹所在的位置太深，名字太长。请把整个文件夹移到浅一点的地方，例如 D:\\党课音频")
    free = shutil.disk_usage(HERE).free
    if free < size + SPARE_BYTES:
        raise RefusedError(f"磁盘空间不足：要 {(size + SPARE_BYTES) / 2**20:.0f} MB，只剩 {free / 2**20:.0f} MB")


def _let_packages_in() -> None:
    """The embeddable Python imports nothing but itself until its ._pth file says otherwise."""
    for path in _python_folder().glob("python*._pth"):
        text = f"{path.stem}.zip\n.\nLib\\site-packages\nimport site\n"
        path.write_text(text, encoding="ascii")


def _run_pip(wheels: list[Path]) -> None:
    """From its wheel: the embeddable Python has none, and what is installed needs none. Raises RefusedError."""
    pip = next((wheel for wheel in wheels if wheel.name.startswith("pip-")), None)
    if pip is None:
        raise RefusedError("文件不全：缺少 pip，请重新拷贝整个文件夹")
    options = ("--isolated", "--disable-pip-version-check", "--no-cache-dir", "--progress-bar=off", "--no-input")
    offline = ("--no-index", "--find-links", WHEELHOUSE, "--only-binary=:all:", "--no-deps", "--require-hashes")
    line = [sys.executable, f"{pip}/pip", "install", *options, *offline, "--no-warn-script-location", "-r", PINS]
    # No pip.ini of the machine either, which --isolated alone would still read.
    environment = {**os.environ, "PIP_CONFIG_FILE": os.devnull}
    with Path(LOG).open("w", encoding="utf-8", newline="\r\n") as log:
        done = subprocess.run(line, stdout=log, stderr=subprocess.STDOUT, env=environment, check=False)
    if done.returncode != 0:
        told = Path(LOG).read_text(encoding="utf-8", errors="replace")
        raise RefusedError(_reason(told))


def _reason(told: str) -> str:
    """What pip complains of, in the user's words."""
    if "DO NOT MATCH THE HASHES" in told:
        return f"有文件已损坏，请重新拷贝整个文件夹（详见 {LOG}）"
    if "No space left" in told or "Errno 28" in told:
        return "磁盘空间不足，请腾出空间后重新打开"
    return f"没有装成，请把 {LOG} 发给给您这个文件夹的人"


def start() -> int:
    """The local web page; where this version has none, a console in which the commands work."""
    if subprocess.run([sys.executable, "-c", HAS_STUDIO], check=False).returncode == 0:
        return subprocess.run([*PROGRAM, "studio"], check=False).returncode
    subprocess.run([*PROGRAM, "--help"], check=False)
    print("\n这个版本还没有网页界面（studio）。请在下面输入命令，例如：dangke-audio build 讲稿.docx\n", flush=True)
    if os.name != "nt":
        return 0
    return subprocess.run([os.environ.get("COMSPEC", "cmd.exe"), "/k"], check=False).returncode


def _python_folder() -> Path:
    return Path(sys.executable).parent


def _list_digest() -> str:
    return hashlib.sha256(Path(PINS).read_bytes()).hexdigest() if Path(PINS).is_file() else "no list"


if __name__ == "__main__":
    sys.exit(main())
