# The two commands of the README are `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SEED := seeds/000_e140869088638101.txt

.PHONY: demo test check bench clean

# The seed lecture, spoken offline into output/.
demo: $(VENV)/installed
	$(BIN)/dangke-audio build $(SEED)

# The whole test suite; needs no network once the packages are there.
test: $(VENV)/installed
	$(BIN)/python -m pytest

# What CI asks for on top of the tests.
check: $(VENV)/installed
	$(BIN)/ruff check src tests scripts benchmarks
	$(BIN)/ruff format --check src tests scripts benchmarks
	$(BIN)/mypy

bench: $(VENV)/installed
	$(BIN)/python benchmarks/build_speed.py

# The stamp is newer than pyproject.toml once everything it names is installed.
$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet -e ".[dev]"
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
