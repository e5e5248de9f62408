# make run     environment, install, extraction of data/raw, a summary table, report.html
# make test    environment and the whole test suite
# make help    everything else
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed-dev
RUN_STAMP := $(VENV)/.installed

# Threads of the linear algebra library times worker processes is a trap: one thread each.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
export MKL_NUM_THREADS := 1

.PHONY: help run extras data-check evaluate raise-floors cross-validate model locale test lint types contracts check bench long-runs test-all clean

help: ## Show what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c '' || { echo "'$(PYTHON)' cannot be run. Name another: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "resextract needs Python 3.11 or newer; '$(PYTHON)' is older. Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): pyproject.toml $(VENV)/pyvenv.cfg
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(STAMP): pyproject.toml $(RUN_STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

run: $(RUN_STAMP) ## Extract data/raw into tasks.jsonl, print a summary, make report.html
	$(BIN)/resextract extract data/raw -o tasks.jsonl
	$(BIN)/resextract report tasks.jsonl -o report.html

extras: $(RUN_STAMP) ## Install what reads DOCX, ODT, HTML and PDF and writes XLSX, Parquet and calendars
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[inputs,export]'

test: $(STAMP) ## Run the whole test suite
	$(BIN)/python -m pytest -n 2

data-check: $(RUN_STAMP) ## Check the annotated texts against contract and source, print what they hold
	$(BIN)/python scripts/check_data.py

evaluate: $(RUN_STAMP) ## Measure the rules on all annotated texts; errors go to out/errors.md
	@mkdir -p out
	$(BIN)/resextract extract data/raw data/invented --model none --quiet --output out/tasks.jsonl
	$(BIN)/resextract evaluate data/annotated out/tasks.jsonl --errors out/errors.md --floors data/annotated/floors.toml

raise-floors: $(RUN_STAMP) ## Raise the floors that CI holds to what is measured now; none is lowered
	$(BIN)/python scripts/raise_floors.py

cross-validate: $(STAMP) ## Measure rules, model and both on texts that the model has not seen; curve in out/
	@mkdir -p out
	$(BIN)/resextract evaluate data/annotated --cross-validate --curve out/curve.svg

model: $(STAMP) ## Train the shipped model from data/annotated and write its card
	$(BIN)/python scripts/build_model.py

locale: $(STAMP) ## Collect messages and compile the Russian translation
	$(BIN)/python scripts/update_locale.py

lint: $(STAMP) ## Style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP) ## Static types
	$(BIN)/mypy

contracts: $(STAMP) ## The layers: data flows one way
	$(BIN)/lint-imports

check: lint types contracts test ## All of the above: what CI runs

long-runs: $(RUN_STAMP) ## Memory over many files, and runs that are killed and gone on with
	$(BIN)/python scripts/check_long_runs.py --files 60 --kills 6 --longest 4

bench: $(STAMP) ## Speed beside natasha's own pipeline, growth with length, cold start, memory
	$(BIN)/python scripts/bench.py

test-all: ## The test suite on every Python from 3.11 to 3.13 that this machine has
	@for version in 3.11 3.12 3.13; do \
	  python=; \
	  for found in python$$version $${PYENV_ROOT:-$$HOME/.pyenv}/versions/$$version.*/bin/python; do \
	    if "$$found" -c '' 2>/dev/null; then python="$$found"; break; fi; \
	  done; \
	  if [ -z "$$python" ]; then echo "== Python $$version: not on this machine"; continue; fi; \
	  echo "== Python $$version ($$python)"; \
	  $(MAKE) --no-print-directory test PYTHON="$$python" VENV=.venv-$$version || exit 1; \
	done

clean: ## Remove environments and caches
	rm -rf .venv .venv-* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
