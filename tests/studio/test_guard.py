"""Who may ask: this machine's own page, by this machine's name, and on the network who has the token."""

from collections.abc import Iterator

import pytest
from tests.studio.studios import Running, key_of, running
from tests.support.cli import LECTURE, Project

TEXT = LECTURE.encode()


@pytest.fixture
def lan(project: Project) -> Iterator[Running]:
    with running(project, is_lan=True) as found:
        yield found


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "a b", None])
def test_foreign_names_are_refused(studio: Running, host: str | None) -> None:
    for path in ("/", "/api/documents", "/static/main.js", "/files/x/y"):
        answer = studio.get(path, Host=host)
        assert answer.status in {400, 421}
        assert "讲稿" not in answer.body.decode("utf-8", "replace")
    assert studio.bring("讲稿.txt", TEXT, Host=host).status in {400, 421}
    assert studio.get("/api/documents").told == {"documents": []}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "https://127.0.0.1"},
        {"Origin": None},
        {"Origin": None, "Sec-Fetch-Site": "cross-site"},
        {"Origin": None, "Sec-Fetch-Site": "same-site"},
        {"Origin": None, "Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_what_changes_something_must_come_from_the_page(studio: Running, headers: dict[str, str | None]) -> None:
    one = studio.brought()
    assert studio.bring("别的.txt", TEXT, **headers).status == 403
    for method, path in (
        ("PUT", "choices"),
        ("POST", "build"),
        ("POST", "stop"),
        ("PUT", "lines/0"),
        ("POST", "export"),
    ):
        assert studio.send(method, f"/api/documents/{one}/{path}", {}, **headers).status == 403
    assert studio.send("DELETE", f"/api/documents/{one}", {}, **headers).status == 403
    assert [row["id"] for row in studio.get("/api/documents").told["documents"]] == [one]
    assert studio.job(one)["state"] == "new"


def test_browsers_that_send_no_origin_say_where_they_come_from(studio: Running) -> None:
    assert studio.bring("讲稿.txt", TEXT, Origin=None, Sec_Fetch_Site="same-origin").status == 201


def test_other_pages_cannot_make_the_studio_work(studio: Running) -> None:
    answer = studio.get("/api/voices/tone/sample", Sec_Fetch_Site="cross-site")
    assert answer.status == 403
    assert not (studio.project.folder / "工作室" / ".试听").exists()


def test_headers_of_every_answer(studio: Running) -> None:
    for path in ("/", "/static/main.js", "/api/documents", "/nothing", "/api/documents/000000000000"):
        headers = studio.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers


def test_the_page_has_nothing_inline(studio: Running) -> None:
    page = studio.get("/").body.decode()
    assert "<script>" not in page
    assert "style=" not in page
    assert "<style" not in page
    assert " on" not in page.replace(" on the", "")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/static/../server.py",
            "/static/%2e%2e/server.py",
            "/static/..%2fserver.py",
            "/static/index.html",
            "/static/",
        ),
        *("/files/../pyproject.toml", "/files/%2e%2e/voices/tone.toml", "/files/..%2f..%2fvoices%2ftone.toml"),
        *(
            "/files//etc/passwd",
            "/files/%2fetc/passwd",
            "/files/讲稿/../../voices/tone.toml",
            "/files/讲稿/manifest.json",
        ),
        *(
            "/api/documents/../../voices",
            "/api/documents/..%2f..%2fvoices",
            "/api/documents/%2e%2e",
            "/api/documents/x",
        ),
        *("/api/documents/000000000000", "/api/documents/000000000000/outline", "/api/documents/0000000000000"),
        *("/api/voices/..%2f..%2fvoices%2ftone/sample", "/api/voices/%2e%2e/sample", "/api/voices/nobody/sample"),
        "/api/documents/000000000000/qr.svg",
    ],
)
def test_nothing_else_can_be_reached(studio: Running, path: str) -> None:
    studio.brought()
    encoded = "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in path)
    answer = studio.get(encoded)
    assert answer.status in {400, 404, 405}, answer
    assert b"recording" not in answer.body
    assert b"root:" not in answer.body
    assert b"import" not in answer.body


@pytest.mark.parametrize("one", ["000000000000", "..%2f", "%00", "ABCDEF012345"])
def test_ids_that_are_not_there(studio: Running, one: str) -> None:
    for method, path in (
        ("POST", "build"),
        ("POST", "stop"),
        ("PUT", "choices"),
        ("PUT", "lines/0"),
        ("POST", "export"),
    ):
        answer = studio.send(method, f"/api/documents/{one}/{path}", {"voice": "tone", "editions": ["phone"]})
        assert answer.status in {400, 404}
        assert answer.error


def test_only_what_was_foreseen_is_sealed(studio: Running) -> None:
    """The page's own refusals come under status 200 where it asks so; nothing that keeps others out does."""
    sealed = {"Studio_Sealed": "1"}
    plain, told = (studio.bring("讲稿.exe", b"MZ", **headers) for headers in ({}, sealed))
    assert (plain.status, told.status, told.headers["studio-status"]) == (400, 200, "400")
    assert told.told == plain.told
    assert studio.get("/api/documents/000000000000", **sealed).headers["studio-status"] == "404"
    assert studio.get("/api/documents", Host="evil.example", **sealed).status == 421
    assert studio.bring("讲稿.txt", TEXT, Origin="http://evil.example", **sealed).status == 403
    for path in ("/api/documents", "/api/documents/000000000000/ready/1.mp3"):
        assert studio.get(path, Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="audio").status == 403
    assert studio.get("/files/..%2f..%2fvoices%2ftone.toml", Sec_Fetch_Dest="audio", **sealed).status == 404
    assert studio.get("/static/..%2fguard.py", **sealed).status == 404
    large = studio.bring("讲稿.txt", b"", Content_Length=str(10**9), **sealed)
    assert large.status == 413


def test_on_the_network_nobody_comes_in_without_the_token(lan: Running) -> None:
    for path in (
        "/",
        "/api/documents",
        "/api/documents/000000000000/ready",
        "/api/documents/000000000000/ready/1.mp3",
        "/static/main.js",
        "/api/events",
        "/?key=",
        "/?key=wrong",
    ):
        assert lan.get(path).status == 403
    assert lan.bring("讲稿.txt", TEXT).status == 403
    assert lan.get("/", Cookie=f"dangke_studio_{lan.served.port}=wrong").status == 403
    assert lan.served.local.startswith(f"http://127.0.0.1:{lan.served.port}/?key=")


def test_the_token_is_kept_in_a_strict_cookie(lan: Running) -> None:
    key = key_of(lan.served.local)
    assert len(key) >= 20
    given = lan.get(f"/?key={key}")
    assert given.status == 200
    cookie = given.headers["set-cookie"]
    assert "SameSite=Strict" in cookie
    assert "HttpOnly" in cookie
    pair = cookie.partition(";")[0]
    assert lan.get("/api/documents", Cookie=pair).status == 200
    assert lan.bring("讲稿.txt", TEXT, Cookie=pair).status == 201
    assert lan.bring("讲稿.txt", TEXT, Cookie=pair, Origin="http://evil.example").status == 403


def test_a_phones_token_opens_files_only(lan: Running) -> None:
    pair = lan.get(f"/?key={key_of(lan.served.local)}").headers["set-cookie"].partition(";")[0]
    one = lan.bring("讲稿.txt", TEXT, Cookie=pair).told["id"]
    lan.send("PUT", f"/api/documents/{one}/choices", {"voice": "tone", "editions": ["phone"]}, Cookie=pair)
    lan.send("POST", f"/api/documents/{one}/build", {}, Cookie=pair)
    told = lan.get(f"/api/documents/{one}", Cookie=pair).told
    while told["job"]["state"] != "done":
        told = lan.get(f"/api/documents/{one}", Cookie=pair).told
    page = next(file["href"] for file in told["results"]["files"] if file["kind"] == "page")
    listening = _listening_key(lan)
    assert lan.get(page).status == 403
    opened = lan.get(f"{page}?key={listening}")
    assert opened.status == 200
    phone = opened.headers["set-cookie"].partition(";")[0]
    assert phone.startswith("dangke_listen_")
    assert lan.get(page, Cookie=phone).status == 200
    for path in ("/", "/api/documents", f"/?key={listening}"):
        assert lan.get(path, Cookie=phone).status == 403
    assert lan.bring("讲稿.txt", TEXT, Cookie=phone).status == 403
    if lan.served.lan:
        assert lan.get(f"/api/documents/{one}/qr.svg", Cookie=pair).body.startswith(b"<?xml")


def _listening_key(lan: Running) -> str:
    from dangke_audio.studio.guard import Guard

    return str(Guard(frozenset(), key_of(lan.served.local)).listening_token)
