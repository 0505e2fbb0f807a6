# make run · make test: these two do all their own set-up. The lock's digest decides whether to install.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
LOCK   := requirements.lock

.PHONY: run test install lint bench eval clean

run: $(VENV)/.installed
	$(BIN)/bdhvs serve

test: $(VENV)/.installed-dev
	$(BIN)/pytest

install: $(VENV)/.installed

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed-dev
	$(BIN)/python -m eval.speed

eval: $(VENV)/.installed-dev
	$(BIN)/bdhvs eval all

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml $(LOCK) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --constraint $(LOCK) --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint $(LOCK) --editable '.[dev]'
	touch $@
