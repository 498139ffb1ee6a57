"""What the last batch was to do and how far it came: kept beside the lectures' state, so that `--resume` goes on."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from dangke_audio.batching.outcome import Outcome
from dangke_audio.batching.rows import Row, row_of
from dangke_audio.delivering.shelf import STATE_FOLDER
from dangke_audio.durable import write_durably
from dangke_audio.errors import ConfigError, StorageError

RECORD = ".batch.json"
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """A batch that was begun."""

    scripts: tuple[Path, ...]
    """Absolute: somebody may go on from another folder."""
    options: Mapping[str, object]
    """What else the command line said, by the names of the options."""
    rows: Mapping[int, Row] = field(default_factory=dict)
    """What became of those that had their turn, by number."""

    @classmethod
    def of(cls, scripts: Sequence[Path], options: Mapping[str, object]) -> "BatchRecord":
        """A batch that begins."""
        return cls(tuple(script.absolute() for script in scripts), options)

    @property
    def left(self) -> tuple[Path, ...]:
        """Those that are not done, as one names them from here."""
        done = [number for number, row in self.rows.items() if row.state in ("made", "unchanged")]
        return tuple(_from_here(one) for number, one in enumerate(self.scripts) if number not in done)

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """One for each script, in order."""
        empty = (row_of(Outcome(_from_here(script), "left"), script.parent) for script in self.scripts)
        return tuple(self.rows.get(number, row) for number, row in enumerate(empty))

    def after(self, outcome: Outcome, out: Path) -> "BatchRecord":
        """The same when one more script has had its turn."""
        number = self.scripts.index(outcome.script.absolute())
        return replace(self, rows={**self.rows, number: row_of(outcome, out)})

    def keep(self, out: Path) -> None:
        """Write it down. Where that fails, a resumed batch only looks at more lectures than it must."""
        content = {
            "schema": SCHEMA,
            "scripts": [str(script) for script in self.scripts],
            "options": dict(self.options),
            "rows": {number: asdict(row) for number, row in self.rows.items()},
        }
        with suppress(StorageError):
            write_durably(
                out / STATE_FOLDER / RECORD, [json.dumps(content, ensure_ascii=False).encode(errors="replace")]
            )


def read_record(out: Path) -> BatchRecord:
    """The batch that was begun last. Raises ConfigError where there is none."""
    record = _read(out / STATE_FOLDER / RECORD)
    if record is None:
        raise ConfigError("没有可以接着做的一批", place=str(out), hint="请写出要生成的讲稿，不用 --resume")
    return record


def _read(path: Path) -> BatchRecord | None:
    try:
        told = json.loads(path.read_bytes())
        if told["schema"] != SCHEMA:
            return None
        scripts = tuple(Path(str(one)) for one in told["scripts"])
        rows = {int(number): Row(**{**row, "told": tuple(row["told"])}) for number, row in told["rows"].items()}
        return BatchRecord(scripts, dict(told["options"]), rows)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _from_here(path: Path) -> Path:
    """As short as it can be said."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
