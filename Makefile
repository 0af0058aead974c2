# Samverkan. Needs git, make and Python 3.11 or later with venv; the rest is fetched into .venv.
# `make demo PORT=8001`, `make test ARGS="src/samverkan/trail -k merkle"`, `make bench ONLY=case_page`

PYTHON ?= python3
UV = 0.13.9
BIN = .venv/bin
SIZE ?= small
HOST ?= 127.0.0.1
PORT ?= 8000
ONLY ?=
ARGS ?=
# Processes for the tests; 0 runs them one after the other in this one. A file's tests stay together.
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test check bench calibrate docs lock setup setup-dev

help: ## what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

demo: setup ## open the made-up city on http://localhost:8000 (SIZE=small|city|nation, PORT, HOST)
	@$(BIN)/samverkan demo --size $(SIZE) --port $(PORT) --host $(HOST) $(ARGS)

test: setup-dev ## the whole test suite (JOBS=0 for one process; ARGS goes to pytest)
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: setup-dev ## lint, format, types, floors, migrations and messages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=samverkan.settings \
		$(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run
	$(if $(wildcard tools/messages.py),$(BIN)/python -m tools.messages check)

bench: setup-dev ## ours beside the peers', into build/bench.json (ONLY=name runs one)
	$(BIN)/python -m bench $(ONLY)

calibrate: setup-dev ## do the evaluation designs hold their levels? 1,000 worlds each, into the docs (10 minutes)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tools.calibration $(ARGS)

docs: setup-dev ## the documentation, into site/
	$(BIN)/mkdocs build --strict

lock: setup-dev ## compile the lock files anew from pyproject.toml
	$(call compile,--extra build,requirements.lock)
	$(call compile,--extra build --extra dev,requirements-dev.lock)

compile = $(BIN)/uv pip compile --upgrade --generate-hashes --no-emit-index-url --python-version 3.11 --universal \
	$(1) pyproject.toml -o $(2)

# A stamp is as new as the lock file it was made from, so nothing is installed twice.
setup: .venv/demo.stamp
setup-dev: .venv/dev.stamp

.venv/demo.stamp: requirements.lock pyproject.toml
	@$(MAKE) --no-print-directory .venv/uv.stamp
	@echo "Installing what requirements.lock names, into .venv"
	@$(call install,requirements.lock)
	@touch $@

.venv/dev.stamp: requirements-dev.lock pyproject.toml
	@$(MAKE) --no-print-directory .venv/uv.stamp
	@echo "Installing what requirements-dev.lock names, into .venv"
	@$(call install,requirements-dev.lock)
	@touch .venv/demo.stamp $@

# uv is quick; where it cannot be had or cannot reach the packages, pip does the same.
install = $(call with_uv,$(1)) || { echo "uv did not manage; trying pip"; $(call with_pip,$(1)); }
with_uv = { $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1) \
	&& $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; }
with_pip = $(BIN)/python -m pip install --quiet --require-hashes -r $(1) \
	&& $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .

.venv/uv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; this is `$(PYTHON) --version`. Try: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv is missing. On Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet uv==$(UV) || echo "uv could not be installed; pip will do"
	@touch $@
