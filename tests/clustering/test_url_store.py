"""Stores behind URLs: what was written is read, what is damaged is missing, and what goes wrong is told in plain words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dangke_audio.clustering import shared_clips
from dangke_audio.clustering.url_store import UrlStore
from dangke_audio.errors import ConfigError, StorageError
from dangke_audio.model.storage import Store, lengths
from dangke_audio.synthesizing import DiskStore

fsspec = pytest.importorskip("fsspec", reason="the extra [cluster] is not installed")

KEY, OTHER = "ab" + "0" * 62, "cd" + "0" * 62
PAYLOAD = b"\x01\x02\n\x03" * 1000
BUCKET = "clips"


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The endpoint of a server that behaves as S3 does."""
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    server = pytest.importorskip("moto.server", reason="moto is not installed").ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@pytest.fixture(params=["memory", "s3", "local"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of an empty store."""
    if request.param == "memory":
        fsspec.filesystem("memory").store.clear()
        return "memory://clips"
    if request.param == "local":
        return f"local://{tmp_path}/clips"
    use_s3(request.getfixturevalue("s3"), monkeypatch)
    files = fsspec.filesystem("s3", skip_instance_cache=True)
    if files.exists(BUCKET):
        files.rm(BUCKET, recursive=True)
    files.mkdir(BUCKET)
    return f"s3://{BUCKET}/all"


def use_s3(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    fsspec.filesystem("s3").clear_instance_cache()


def entry_of(url: str, key: str) -> tuple[Any, str]:
    files, root = fsspec.core.url_to_fs(url)
    return files, f"{root}/{key[:2]}/{key}"


def test_what_was_written_is_read(url: str) -> None:
    store = UrlStore(url)
    assert (store.read(KEY), store.length(KEY)) == (None, None)
    store.write(KEY, PAYLOAD)
    store.write(OTHER, b"")
    assert (store.read(KEY), store.length(KEY)) == (PAYLOAD, len(PAYLOAD))
    assert (store.read(OTHER), store.length(OTHER)) == (b"", 0)
    assert lengths(UrlStore(url), [KEY, "ef" + "0" * 62, OTHER]) == {KEY: len(PAYLOAD), OTHER: 0}


@pytest.mark.parametrize("damage", ["emptied", "cut", "longer", "flipped", "under another name"])
def test_a_damaged_entry_is_a_missing_one_until_it_is_written_again(url: str, damage: str) -> None:
    store = UrlStore(url)
    store.write(KEY, PAYLOAD)
    files, path = entry_of(url, KEY)
    entry = files.cat_file(path)
    broken = {
        "emptied": b"",
        "cut": entry[:-1],
        "longer": entry + b"x",
        "flipped": entry[:300] + bytes([entry[300] ^ 1]) + entry[301:],
    }
    if damage == "under another name":
        store.write(OTHER, PAYLOAD)
        files.pipe_file(path, files.cat_file(entry_of(url, OTHER)[1]))
    else:
        files.pipe_file(path, broken[damage])
    assert store.read(KEY) is None
    assert store.length(KEY) is None
    store.write(KEY, PAYLOAD)
    assert (store.read(KEY), store.length(KEY)) == (PAYLOAD, len(PAYLOAD))


def test_an_entry_in_a_store_is_the_same_file_as_on_disk(tmp_path: Path) -> None:
    """So that a folder may be copied into a bucket."""
    DiskStore(tmp_path / "clips").write(KEY, PAYLOAD)
    assert UrlStore(f"local://{tmp_path}/clips").read(KEY) == PAYLOAD


def test_shared_clips_travel_once(url: str, tmp_path: Path) -> None:
    mine, yours = DiskStore(tmp_path / "mine"), DiskStore(tmp_path / "yours")
    shared_clips(mine, url).write(KEY, PAYLOAD)
    assert mine.read(KEY) == PAYLOAD
    there = shared_clips(yours, url)
    assert lengths(there, [KEY, OTHER]) == {KEY: len(PAYLOAD)}
    assert yours.read(KEY) is None, "asking for a length brings nothing"
    assert there.read(KEY) == PAYLOAD
    assert yours.read(KEY) == PAYLOAD


@pytest.mark.parametrize("form", ["{}", "file://{}"])
def test_a_folder_is_a_store_on_disk(tmp_path: Path, form: str) -> None:
    far = tmp_path / "far"
    store: Store = shared_clips(DiskStore(tmp_path / "near"), form.format(far))
    store.write(KEY, PAYLOAD)
    assert DiskStore(far).read(KEY) == PAYLOAD


def test_what_goes_wrong_is_told(s3: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use_s3(s3, monkeypatch)
    with pytest.raises(StorageError, match="存储桶"):
        UrlStore("s3://no-such-bucket/clips").write(KEY, PAYLOAD)
    with pytest.raises(StorageError, match="存储桶"):
        UrlStore(f"local://{tmp_path}/no/such/clips").write(KEY, PAYLOAD)
    with pytest.raises(ConfigError, match="地址不对"):
        UrlStore("nonsense://clips")
    with pytest.raises(ConfigError, match="软件包") as missing:
        UrlStore("sftp://somebody:secret@somewhere/clips")
    assert "paramiko" in str(missing.value.hint)


def test_a_server_that_is_gone_is_told_and_not_taken_for_an_empty_store(
    s3: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    use_s3("http://127.0.0.1:1", monkeypatch)
    store = UrlStore("s3://clips/all")
    with pytest.raises(StorageError, match="用不了") as told:
        store.length(KEY)
    assert "s3://clips/all" in str(told.value)
