# The two commands of the README are `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SEED := seeds/000_e140869088638101.txt

.PHONY: demo test test-slow check bench bundle clean

# The seed lecture, spoken offline into output/.
demo: $(VENV)/program
	$(BIN)/dangke-audio build $(SEED)

# The tests; they need no network once the packages are there. What takes long (sweeps over every disk operation,
# clusters, browsers, bundles) is `test-slow`; CI runs both.
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal --durations=10
test: $(VENV)/tools
	$(PYTEST) -m "not slow"

test-slow: $(VENV)/tools
	$(PYTEST) -m slow

# What CI asks for on top of the tests.
check: $(VENV)/tools
	$(BIN)/ruff check src tests scripts benchmarks
	$(BIN)/ruff format --check src tests scripts benchmarks
	$(BIN)/mypy

bench: $(VENV)/program
	$(BIN)/python benchmarks/front_end_speed.py
	$(BIN)/python benchmarks/build_speed.py

# A folder for a Windows PC without network, with the versions that the tests ran with (docs/bundle.md).
bundle: $(VENV)/tools
	$(BIN)/python -m scripts.make_bundle --as-tested $(BUNDLE_OPTIONS)

# Each stamp is newer than pyproject.toml once what it names is installed: the program, and what works on it needs.
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet

$(VENV)/program: pyproject.toml
	@echo "正在安装……（第一次要几分钟）"
	@$(PYTHON) -c "import ensurepip" || (echo "请先安装 venv：apt-get install python3-venv"; exit 1)
	$(PYTHON) -m venv $(VENV)
	$(PIP) -e .
	touch $@

$(VENV)/tools: $(VENV)/program
	$(PIP) -e ".[dev,cluster,listen]"
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
