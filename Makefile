SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.stamp
ROOMS := geo data analysis layers alcance
LEAFLET := data/assets/npm/leaflet
PROTOMAPS := data/assets/npm/protomaps-leaflet
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DELETE_ON_ERROR:
.PHONY: setup app demo test promises lint docs bench lock clean browser

setup: $(STAMP)

# The app in the browser, on this computer only; a study of your own: make app STUDY=mystudy
app: $(STAMP)
	$(BIN)/alcance app $(STUDY)

# The same without a browser: tables, maps and a summary for the example corridor; elsewhere: make demo OUT=folder
OUT ?= build/demo
demo: $(STAMP)
	$(BIN)/alcance demo $(OUT)

# Everything: style, types, import contracts, then the suite; the kernels once more without compiling them.
test: lint browser
	$(BIN)/python -m pytest -n 3 --dist loadfile
	NUMBA_DISABLE_JIT=1 $(BIN)/python -m pytest tests/geo -m kernel

# The long checks of what must never happen, whole and with their figures; `make test` runs a part of each.
promises: $(STAMP)
	ALCANCE_PROMISES=full $(BIN)/python -m pytest -s -m promise

lint: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/numpydoc lint $$(find $(ROOMS) -name '*.py')

# Without network; a warning is an error.
docs: $(STAMP)
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs build/docs
	@echo "build/docs/index.html"

# Speed against named peers. Those under copyleft licences are in this environment only, never in that of Alcance.
PEERS := build/bench/venv
bench: $(PEERS)/.stamp
	$(PEERS)/bin/python -m benchmarks.engine
	$(PEERS)/bin/python -m benchmarks

# A peer that cannot be installed leaves its line in the table, with the reason.
$(PEERS)/.stamp: $(STAMP) benchmarks/peers.lock
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --require-hashes -r requirements.lock
	$(PEERS)/bin/python -m pip install --quiet --require-hashes -r benchmarks/peers.lock || echo "some peers cannot be installed here"
	touch $@

# Remakes both locks from the ranges in pyproject.toml and package.json, keeping what still fits.
lock: $(STAMP)
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --fork-strategy fewest \
	    --generate-hashes --no-header --quiet --output-file requirements.lock
	$(BIN)/uv pip compile benchmarks/peers.in --constraint requirements.lock --python-version 3.11 \
	    --generate-hashes --no-header --quiet --output-file benchmarks/peers.lock
	$(BIN)/python setup/npm.py install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

clean:
	rm -rf .venv node_modules build dist data/assets/npm .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

browser:
	@bash setup/browser.sh

# What protomaps-leaflet holds inside itself: each goes out with its licence.
INSIDE := @mapbox/point-geometry @mapbox/vector-tile color2k fflate pbf potpack quickselect rbush

# The set-up: remade only when what it depends on changes.
$(STAMP): requirements.lock pyproject.toml package.json package-lock.json setup/npm.py
	@$(PYTHON) -c 'import sys; sys.exit("Alcance needs Python 3.11 or newer: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python setup/npm.py ci --ignore-scripts --no-audit --no-fund
	rm -rf data/assets/npm && mkdir -p $(LEAFLET)/images $(PROTOMAPS)
	cp node_modules/leaflet/dist/leaflet.js node_modules/leaflet/dist/leaflet.css node_modules/leaflet/LICENSE $(LEAFLET)
	cp node_modules/leaflet/dist/images/*.png $(LEAFLET)/images
	cp node_modules/protomaps-leaflet/dist/protomaps-leaflet.js node_modules/protomaps-leaflet/LICENSE $(PROTOMAPS)
	for each in $(INSIDE); do cp node_modules/$$each/LICENSE* $(PROTOMAPS)/LICENSE-$${each##*/}.txt; done
	touch $@
