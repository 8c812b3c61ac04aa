# Doorstep: everything from a fresh clone. Needs python3 (3.11 or newer) and make, nothing else.
#
#   make demo    a town on http://localhost:8000/     (PORT=8000 TOWN=shixin|linfen|pudong SEED=1)
#   make test    all tests                            (ARGS="-k reception")
#   make check   style, types, architecture, translations
#   make bench   the speed claims                     (SIZE=quick|full ARGS="--only T1")
#   make docs    the documentation, into site/

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.ONESHELL:

PYTHON ?= python3
PORT ?= 8000
TOWN ?= shixin
SEED ?= 1
WORKERS ?= auto
ARGS ?=
SIZE ?= quick
export PORT TOWN SEED

VENV := .venv
BIN := $(VENV)/bin
CATALOGUES := $(wildcard $(addsuffix /locale/*/LC_MESSAGES/*.po,src/doorstep/* src/doorstep/*/* examples/*/*))
COMPILED := $(VENV)/.catalogues
COMMAND := $(VENV)/.doorstep
PARTS := node_modules/.installed

.PHONY: help install install-dev demo test check bench docs clean

help:
	@sed -n '3,7s/^# *//p' Makefile

install: $(VENV)/.base $(COMMAND) $(PARTS) $(COMPILED)

install-dev: install $(VENV)/.dev

demo: install
	@exec $(BIN)/doorstep demo

test: install-dev
	@scripts/browser
	$(BIN)/pytest -n $(WORKERS) -q $(ARGS)

check: install-dev
	@scripts/check

bench: install $(VENV)/.bench
	@$(BIN)/python -m bench --size $(SIZE) $(ARGS)

docs: install-dev
	@$(BIN)/mkdocs build --strict $(ARGS)

clean:
	rm -rf $(VENV) node_modules site build dist

# ---- what is made once; a stamp says for which version of its sources

$(VENV)/.made:
	@PYTHON="$(PYTHON)" scripts/venv $(VENV)
	touch $@

$(VENV)/.base $(VENV)/.dev $(VENV)/.bench: $(VENV)/.%: requirements/%.txt | $(VENV)/.made
	@scripts/requirements $(VENV) $<
	touch $@

$(COMMAND): pyproject.toml | $(VENV)/.made
	@scripts/itself $(VENV)
	touch $@

$(PARTS): package-lock.json | $(VENV)/.made
	@scripts/parts $(VENV)
	touch $@

$(COMPILED): $(CATALOGUES) | $(VENV)/.made
	@$(BIN)/python -m doorstep.platform.i18n compile src/doorstep $(wildcard examples/*)
	touch $@

# The base lock comes first: it has what the rest is made with (the builder, babel, Node).
$(VENV)/.dev $(VENV)/.bench $(COMMAND) $(PARTS): | $(VENV)/.base
$(COMPILED): | $(COMMAND)
