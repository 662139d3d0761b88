# Every command of the project. The environment lives in .venv, installed from the pinned and hashed lists in
# requirements/, whole, so pip has nothing to resolve (no registry is named anywhere: pip uses the one that this machine is set up for).
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
SHELL := /bin/bash
export PYTHONHASHSEED ?= 0

.PHONY: figures-page figures-speed screenshots figures-events bench-dynamics figures-dynamics help demo browser coverage test lint docs paste bench bench-reading figures-ledger lock clean torture
help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | sed 's/:.*##/\t/' | expand -t 20

$(BIN)/.run: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --disable-pip-version-check -q --no-deps --require-hashes -r requirements/run.txt
	$(BIN)/pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	touch $@

$(BIN)/.dev: requirements/dev.txt $(BIN)/.run
	$(BIN)/pip install --disable-pip-version-check -q --no-deps --require-hashes -r requirements/dev.txt
	touch $@

demo: $(BIN)/.run ## read the press of a fictional rivalry, print a short brief, write brief.html
	$(BIN)/harmel demo

browser: # Debian's Chromium, for the tests of the page
	@command -v chromium > /dev/null || { apt-get update -qq && apt-get install -y -qq chromium > /dev/null; } \
	  || { echo "make: the tests of the page need Chromium: install Debian's package 'chromium'"; exit 1; }

test: $(BIN)/.dev browser ## the test suite, doctests included
	$(BIN)/pytest -n 2 --dist loadfile

coverage: $(BIN)/.dev browser ## the suite, with the share of lines and branches that it runs
	$(BIN)/pytest -n 2 --dist loadfile --cov --cov-report term:skip-covered

lint: $(BIN)/.dev ## style, types and the contract of the rooms
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

docs: $(BIN)/.dev ## paste help texts and columns into the reference, fail if they were stale, build the site
	$(BIN)/cog --check --check-fail-msg="run make paste" -p "import harmel" README.md docs/reference/*.md
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build -q --strict

paste: $(BIN)/.dev ## paste help texts and columns into the reference
	$(BIN)/cog -r README.md docs/reference/*.md

torture: $(BIN)/.dev ## the long forms of the kill, fuzz, load and acceptance tests
	$(BIN)/pytest -m torture -p no:cacheprovider

bench-reading: $(BIN)/.dev ## article from page beside other readers, dumps and the harm of furniture, hostile pages, copies, dates; PAGES=folder DUMPS=file.jsonl FULL=1
	$(BIN)/python bench/reading.py $(if $(PAGES),--pages $(PAGES)) $(if $(DUMPS),--dumps $(DUMPS)) $(if $(FULL),--full)

bench: $(BIN)/.dev ## speed beside spaCy, and the closed loop; TEXTS=file.jsonl measures on other texts
	$(BIN)/python bench/speed.py $(if $(TEXTS),--texts $(TEXTS))
	$(BIN)/python bench/closed_loop.py

figures-speed: $(BIN)/.dev ## the speed's figures in a quick form: what, asked, got; fails when one is missed
	$(BIN)/python bench/speed.py --quick
	$(BIN)/python bench/loop_figures.py

figures-ledger: $(BIN)/.dev ## the ledger's figures in a quick form: what, asked, got
	$(BIN)/python bench/ledger.py

figures-events: $(BIN)/.dev ## speed of coding after the parse beside spaCy, and where its time goes; TEXTS=file.jsonl for others
	$(BIN)/python bench/coding.py --profile $(if $(TEXTS),--texts $(TEXTS))

lock: ## resolve the dependencies anew (needs uv on the path)
	uv pip compile -q --no-header --generate-hashes --python-version 3.11 pyproject.toml --all-extras --group build --group test --group lint --group docs --group bench -o requirements/dev.txt
	uv pip compile -q --no-header --generate-hashes --python-version 3.11 pyproject.toml --extra models --extra web --group build -c requirements/dev.txt -o requirements/run.txt

screenshots: $(BIN)/.dev browser ## a picture of every page, two widths and themes, into screenshots/ (fictional data)
	$(BIN)/python tests/screenshots.py

clean: ## remove what make made
	rm -rf .venv site screenshots

figures-page: $(BIN)/.dev ## the page's and the API's figures in a quick form: what, asked, got; fails when one is missed; EVENTS=1000000 for a big ledger
	$(BIN)/python tests/acceptance_page.py
	$(BIN)/python -W ignore bench/page.py $(if $(EVENTS),--events $(EVENTS),--events 20000)

figures-dynamics: $(BIN)/.dev ## the measures' figures in a quick form: what, asked, got; fails when one is missed
	OMP_NUM_THREADS=1 $(BIN)/python tests/acceptance_dynamics.py

bench-dynamics: $(BIN)/.dev ## speed of the measures beside their peers, in CPU seconds
	$(BIN)/python bench/dynamics.py
