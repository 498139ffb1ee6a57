"""The house's walls (DESIGN §2): imports run one way, and each fenced library lives in one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "dangke_audio"
MODULES = sorted(SOURCE.rglob("*.py"))

STAGES = {
    "reading", "parsing", "normalizing", "pronouncing", "scripting", "synthesizing", "assembling", "delivering",
}  # fmt: skip
LEAVES = {
    "errors",
    "model",
    "folders",
    "durable",
    "segmenting",
    "pinyin",
    "table_rows",
    "working_copy",
    "html_pages",
    "toml_mistakes",
}
# room → the rooms of the package that it may import from, besides itself
ALLOWED = {
    **{stage: {"model", "errors", "segmenting", "pinyin", "table_rows", "engines.contract"} for stage in STAGES},
    "synthesizing": {"model", "errors", "durable", "engines.contract"},
    "clustering": {"model", "errors", "synthesizing", "engines", "engines.contract"},
    "reading": {"model", "errors", "segmenting", "pinyin", "table_rows", "toml_mistakes", "working_copy"},
    "working_copy": set(),
    "transcoding": {"model", "errors"},
    "music": {"model", "errors", "transcoding"},
    "covering": {"model", "errors", "segmenting", "delivering"},
    "cataloguing": {"model", "errors", "durable", "html_pages", "delivering"},
    "serving": {"model", "errors", "durable", "delivering", "cataloguing"},
    "exporting": {"model", "errors", "durable", "html_pages", "delivering"},
    "planning": {"model"},
    "provenance": {"model", "delivering"},
    "preparing": {
        "model",
        "errors",
        "engines",
        "engines.contract",
        "reading",
        "delivering",
        "provenance",
        "covering",
        "synthesizing",
    },
    "stores": {
        "model",
        "errors",
        "folders",
        "housekeeping",
        "reading",
        "synthesizing",
        "assembling",
        "delivering",
        "transcoding",
    },
    "housekeeping": {"errors", "folders", "durable", "synthesizing", "delivering"},
    "watching": {"errors", "reading"},
    "reporting": {"model", "errors", "planning", "delivering"},
    "recalling": {"model", "errors", "delivering"},
    "foreseeing": {
        *STAGES,
        *LEAVES,
        "engines.contract",
        "remembering",
        "preparing",
        "planning",
        "stores",
        "composing",
        "covering",
        "music",
    },
    "listening": {"model", "errors", "durable", "html_pages", "pinyin", "synthesizing", "delivering", "transcoding"},
    "fallback": {"model", "errors", "engines", "pipeline", "preparing"},
    "delivering": {"model", "errors", "durable", "html_pages", "transcoding", "working_copy"},
    "assembling": {"model"},
    "errors": set(),
    "html_pages": set(),
    "toml_mistakes": set(),
    "folders": set(),
    "pinyin": set(),
    "table_rows": set(),
    "durable": {"errors"},
    "segmenting": {"folders"},
    "model": {"errors"},
    "engines": {"model", "errors", "folders", "durable", "segmenting", "pinyin", "table_rows", "transcoding"},
    "config": {"model", "errors", "pinyin", "toml_mistakes"},
    "remembering": {"model", "errors", "durable"},
    "voicing": {"model", "pinyin", "remembering", "normalizing", "pronouncing", "engines.contract"},
    "noticing": {"errors", "durable", "delivering"},
    "labelling": {"model"},
    "initializing": {"config", "durable", "errors"},
    "composing": {*STAGES, "model", "labelling", "preparing", "remembering", "voicing"},
    "announcing": {"model", "errors", "parsing", "preparing", "scripting", "voicing"},
    "horn_blocks": {"model", "errors", "folders", "assembling", "delivering", "music", "transcoding"},
    "broadcasting": {"model", "errors", "announcing", "assembling", "delivering", "horn_blocks", "normalizing"},
    "encoding": {"model", "assembling", "delivering", "horn_blocks", "preparing", "stores"},
    "pipeline": {
        *STAGES,
        *LEAVES,
        "composing",
        "remembering",
        "announcing",
        "broadcasting",
        "encoding",
        "preparing",
        "planning",
        "reporting",
        "stores",
        "housekeeping",
        "covering",
        "music",
    },
    "retaking": {
        *STAGES,
        *LEAVES,
        "composing",
        "preparing",
        "stores",
        "housekeeping",
        "engines.contract",
        "transcoding",
    },
    "checking": {
        "composing",
        "config",
        "engines",
        "engines.contract",
        "errors",
        "model",
        "parsing",
        "scripting",
        "voicing",
    },
    "choosing": {"config", "model", "preparing"},
    "rehearsing": {"delivering", "errors", "housekeeping", "listening", "model", "pipeline", "preparing", "retaking"},
    "batching": {
        "html_pages",
        "announcing",
        "broadcasting",
        "composing",
        "delivering",
        "durable",
        "engines",
        "engines.contract",
        "errors",
        "fallback",
        "housekeeping",
        "model",
        "planning",
        "preparing",
        "reading",
        "remembering",
        "stores",
        "synthesizing",
    },
    "studio": {
        *STAGES,
        *LEAVES,
        "cataloguing",
        "checking",
        "choosing",
        "composing",
        "config",
        "engines",
        "engines.contract",
        "exporting",
        "pipeline",
        "planning",
        "preparing",
        "preview",
        "retaking",
        "housekeeping",
        "music",
        "remembering",
        "serving",
        "stores",
        "transcoding",
        "voicing",
    },
    "preview": {*STAGES, *LEAVES, "preparing", "voicing", "stores", "housekeeping", "engines"},
    "cli": {
        "batching",
        "initializing",
        "rehearsing",
        "checking",
        "choosing",
        "clustering",
        "stores",
        "studio",
        "preparing",
        "fallback",
        "housekeeping",
        "watching",
        "preview",
        "retaking",
        "planning",
        "listening",
        "foreseeing",
        "recalling",
        "cataloguing",
        "serving",
        "exporting",
        "noticing",
        "covering",
        "pipeline",
        "composing",
        "config",
        "engines",
        "engines.contract",
        "model",
        "errors",
        "folders",
        "voicing",
        "synthesizing",
        "parsing",
        "scripting",
        "pinyin",
    },
    "__main__": {"cli"},
    "__init__": set(),
}
# library → the files that may import it
FENCES = {
    "click": ("cli/",),
    "pydub": ("assembling/joiner.py",),
    "mutagen": ("delivering/tagger.py", "delivering/m4b_tags.py"),
    "lameenc": ("delivering/encoder.py",),
    "watchfiles": ("watching.py",),
    "onnxruntime": ("engines/kokoro/session.py",),
    "onnx": ("engines/kokoro/graph/",),
    "jieba": ("segmenting/",),
    "rjieba": ("segmenting/",),
    "pypinyin": ("pronouncing/", "listening/syllables.py"),
    "faster_whisper": ("listening/recognizer.py",),
    "av": ("transcoding/",),
    "PIL": ("delivering/cover/",),
    "lxml": ("reading/",),
    "markdown_it": ("reading/commonmark/",),
    "mdit_py_plugins": ("reading/commonmark/",),
    "pypdfium2": ("reading/pdf/text_layer.py",),
    "espeakng_loader": ("engines/espeak_library.py",),
    "subprocess": ("reading/child.py", "engines/espeak/speaker.py"),
    **dict.fromkeys(
        ("socket", "ssl", "http", "urllib", "aiohttp", "requests", "httpx"), ("engines/", "serving/", "studio/")
    ),
    **dict.fromkeys(("dask", "distributed", "fsspec"), ("clustering/",)),
    "segno": ("serving/qr_code.py",),
}
PURE_ROOMS = {"parsing", "normalizing", "pronouncing", "scripting", "model"}
EFFECTS = {"os", "io", "shutil", "subprocess", "tempfile", "socket", "pathlib", "threading", "multiprocessing", "time"}
# The ends of the two kinds of process, and the places where other projects' code is loaded, or its errors come from.
CATCH_ALL = {"cli/boundary.py", "synthesizing/worker.py", "engines/registry.py", "clustering/url_store.py"}
VAGUE_NAMES = {"utils", "helpers", "common", "misc", "manager", "handler", "base", "core"}


def relative(module: Path) -> str:
    return module.relative_to(SOURCE).as_posix()


def room(path: str) -> str:
    return path.split("/", maxsplit=1)[0].removesuffix(".py")


def imports(module: Path) -> Iterator[str]:
    """Every imported module's full name, wherever in the file the import stands."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{relative(module)} imports relatively"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(name: str) -> str | None:
    """`dangke_audio.engines.contract` → `engines.contract`; None for other packages."""
    if name == "dangke_audio":
        return "__init__"
    if not name.startswith("dangke_audio."):
        return None
    inside = name.removeprefix("dangke_audio.")
    if inside.startswith("__"):
        return "__init__"
    return "engines.contract" if inside.startswith("engines.contract") else inside.split(".")[0]


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_imports_run_one_way(module: Path) -> None:
    """No stage knows another, nobody looks up."""
    here = room(relative(module))
    for name in imports(module):
        there = own(name)
        if there is None or there in {here, "__init__"} or (here == "engines" and there == "engines.contract"):
            continue
        assert there in ALLOWED[here], f"{relative(module)} must not import {name}"


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_fenced_libraries_stay_in_their_rooms(module: Path) -> None:
    """A library that is replaced one day is replaced in one file."""
    path = relative(module)
    for name in imports(module):
        if name.startswith("urllib.parse"):  # text only
            continue
        homes = FENCES.get(name.split(".")[0])
        assert homes is None or path.startswith(homes), f"{path} must not import {name}"


@pytest.mark.parametrize("module", [m for m in MODULES if room(relative(m)) in PURE_ROOMS], ids=relative)
def test_pure_rooms_have_no_effects(module: Path) -> None:
    """Reading package data through importlib.resources is all that they may do with a disk."""
    tops = {name.split(".")[0] for name in imports(module)}
    assert not tops & EFFECTS


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_modules_and_functions_stay_small(module: Path) -> None:
    """Below 300 lines a module, below 50 a function, and a docstring for every module."""
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    tree = ast.parse(text)
    assert ast.get_docstring(tree), f"{relative(module)} does not say what it is for"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno + 1 < 50, f"{relative(module)}: {node.name} is too long"


@pytest.mark.parametrize("module", [m for m in MODULES if room(relative(m)) == "model"], ids=relative)
def test_values_are_frozen(module: Path) -> None:
    """Every class of the model is a frozen dataclass with slots, or a protocol."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef) and not any(ast.unparse(b) == "Protocol" for b in node.bases):
            marks = [ast.unparse(mark) for mark in node.decorator_list]
            assert marks == ["dataclass(frozen=True, slots=True)"], f"{relative(module)}: {node.name}"


def test_names_say_something() -> None:
    """No drawer for odds and ends."""
    assert not {path for path in map(relative, MODULES) if Path(path).stem in VAGUE_NAMES}


def test_the_guide_is_short() -> None:
    """The pipeline can be read in one go (DESIGN §2: at most 150 lines)."""
    assert len((SOURCE / "pipeline.py").read_text(encoding="utf-8").splitlines()) <= 150


def test_only_the_boundaries_catch_everything() -> None:
    """Anywhere else a swallowed exception hides a bug."""
    for module in MODULES:
        if relative(module) in CATCH_ALL:
            continue
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "everything"
                assert caught not in {"everything", "Exception", "BaseException"}, f"{relative(module)}:{node.lineno}"
