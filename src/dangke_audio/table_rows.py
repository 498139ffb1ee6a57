"""The tables of words and readings that lie beside the code: columns parted by tabs, `# ` begins a remark."""

from functools import cache
from importlib.resources import files


@cache
def rows(package: str, path: str) -> tuple[tuple[str, ...], ...]:
    """All rows of a table in the order of the file; `path` is below the package's folder, with `/`."""
    content = files(package).joinpath(*path.split("/")).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in content.split("\n") if line.strip() and not line.startswith("# "))
