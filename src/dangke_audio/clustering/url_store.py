"""A store behind a URL: whatever fsspec can open (s3, sftp, memory …).

Object stores have no rename and no half-written objects: a write is one PUT, and every read verifies as on disk
(synthesizing/entries.py). Where a file system behind a URL does show half-written entries, they count as missing too.
Nothing is ever removed: what is damaged is written again, and what another machine is writing may look so.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from dangke_audio.clustering.connecting import EXTRA
from dangke_audio.errors import ConfigError, StorageError
from dangke_audio.synthesizing.entries import LONGEST_HEADER, opened, sealed, stated_length

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

T = TypeVar("T")
AT_ONCE = 16
"""Questions under way: 300 keys, 50 ms each, are answered within a second."""
PACKAGES = {"s3": "s3fs", "sftp": "paramiko", "ssh": "paramiko", "gs": "gcsfs", "abfs": "adlfs", "http": "aiohttp"}


class UrlStore:
    """Entries below a URL, in 256 folders by the first two digits of the key."""

    def __init__(self, url: str) -> None:
        """Asks nobody yet, where the protocol allows. Raises ConfigError for a URL that cannot be opened."""
        self._files, self._root = _opened(url)
        self.place = f"{urlsplit(url).scheme}://{self._root}"
        """Without password."""
        self._damaged: set[str] = set()

    def read(self, key: str) -> bytes | None:
        """The payload, or None where there is none or it is damaged. Raises StorageError where nobody answers."""
        entry = self._asked(lambda: self._files.cat_file(self._path(key)))
        payload = None if entry is None else opened(key, entry)
        if payload is None:
            self._damaged.add(key)
        return payload

    def length(self, key: str) -> int | None:
        """What the header says, in one question; the bytes are verified when they are read. Raises StorageError."""
        if key in self._damaged:
            return None
        start = self._asked(lambda: self._files.cat_file(self._path(key), start=0, end=LONGEST_HEADER))
        if start is None:
            return None
        head, found, _ = start.partition(b"\n")
        return stated_length(head + found)

    def lengths(self, keys: Iterable[str]) -> Mapping[str, int]:
        """What `length` says of each key that is there, many asked at once. Raises StorageError."""
        asked = list(dict.fromkeys(keys))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = zip(asked, pool.map(self.length, asked), strict=True)
            return {key: length for key, length in found if length is not None}

    def write(self, key: str, payload: bytes) -> None:
        """Keep an entry. Raises StorageError."""
        path, entry = self._path(key), b"".join(sealed(key, payload))
        if self._asked(lambda: _put(self._files, path, entry)) is None:
            self._asked(lambda: _make_folders(self._files, self._root, path))
            if self._asked(lambda: _put(self._files, path, entry)) is None:
                raise StorageError(
                    "共用的缓存里没有这个文件夹或存储桶", place=self.place, hint="请先建好它，再重新运行"
                )
        self._damaged.discard(key)

    def _path(self, key: str) -> str:
        return f"{self._root}/{key[:2]}/{key}"

    def _asked(self, question: Callable[[], T]) -> T | None:
        """The answer; None where there is no such file. Raises StorageError."""
        try:
            return question()
        except FileNotFoundError:
            return None
        except Exception as error:  # each of fsspec's file systems raises what the library below it does
            told = " ".join(str(error).split()) or type(error).__name__
            hint = "请检查网络、地址和账号（s3 的账号在环境变量 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY 里）；不加 --store 就只用本机的缓存"
            raise StorageError(f"共用的缓存用不了：{told}", place=self.place, hint=hint) from error


def _put(files: "AbstractFileSystem", path: str, entry: bytes) -> bool:
    files.pipe_file(path, entry)
    return True


def _make_folders(files: "AbstractFileSystem", root: str, path: str) -> None:
    """The store's own folder and the entry's; not what they lie in, which would be a typing mistake."""
    for folder in (root, path.rpartition("/")[0]):
        with suppress(FileExistsError):
            files.mkdir(folder, create_parents=False)


def _opened(url: str) -> "tuple[AbstractFileSystem, str]":
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise ConfigError("还没有安装集群功能", hint=f"请运行：{EXTRA}") from error
    protocol = urlsplit(url).scheme
    try:
        files, root = url_to_fs(url)
    except ImportError as error:
        hint = f"请运行：pip install {PACKAGES.get(protocol, 'fsspec 为它列出的软件包')}"
        raise ConfigError(f"还没有安装 {protocol}:// 要用的软件包", hint=hint) from error
    except ValueError as error:
        hint = "写法例如 s3://桶/文件夹、sftp://机器/文件夹、file:///文件夹"
        raise ConfigError(f"共用缓存的地址不对：{url}", hint=hint) from error
    return files, root.rstrip("/")
