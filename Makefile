# Every task by name. `make` lists them; `make check` and `make test` are the truth, .ci/run calls the latter.
PYTHON ?= python3
RUN := .venv/bin/python
PYTEST := .venv/bin/pytest
WORKERS ?= 2
.DEFAULT_GOAL := help
.PHONY: help demo worker test test-sqlite test-postgres test-journeys test-engines-alone check format docs \
        coverage bench lock python-demo python-dev web system engines peers catalogues screenshots clean

help: ## list the tasks
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-20s %s\n", $$1, $$2}' Makefile

demo: python-demo web catalogues ## the demonstration county in your browser; Ctrl-C stops it
	@.venv/bin/jingge demo

worker: python-demo ## only the worker of long jobs, on the database of JINGGE_DATABASE
	@.venv/bin/jingge worker

test: ## everything: checks, both databases, a real browser, engines alone (installs what it may)
	@$(PYTHON) tools/suites.py check test-sqlite test-postgres test-journeys test-engines-alone

test-sqlite: python-dev web catalogues ## all but the journeys, on SQLite
	@JINGGE_TEST_DATABASE=sqlite $(PYTEST) -n $(WORKERS) -q

test-postgres: python-dev web catalogues system ## the same on PostgreSQL with PostGIS, in a private cluster
	@$(RUN) tools/cluster.py start >/dev/null
	@JINGGE_TEST_DATABASE=postgres $(PYTEST) -n $(WORKERS) -q --ignore=tests/engines; \
	  status=$$?; $(RUN) tools/cluster.py stop; exit $$status

test-journeys: python-dev web catalogues system ## what a person does, in real Chromium
	@$(PYTEST) -q -o addopts= --import-mode=importlib -p no:randomly tests/journeys

test-engines-alone: engines ## the engines where Django is not installed
	@.venv-engines/bin/python -c "import importlib.util as u; assert not u.find_spec('django'), 'Django is here'"
	@PYTHONPATH=src .venv-engines/bin/pytest -q -c tests/engines/alone.ini --rootdir . tests/engines

check: python-dev catalogues ## format, lint, types, direction of imports, migrations, Chinese, generated documents
	@.venv/bin/ruff format --check --quiet . || (echo "run: make format"; exit 1)
	@.venv/bin/ruff check --quiet .
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/mypy
	@.venv/bin/jingge makemigrations --check --dry-run
	@$(RUN) tools/catalogues.py check
	@$(RUN) tools/generate_docs.py --check

format: python-dev ## lay out the code and mend what can be mended
	@.venv/bin/ruff check --quiet --fix . || true
	@.venv/bin/ruff format --quiet .

docs: python-dev ## make docs/generated anew from the code
	@$(RUN) tools/generate_docs.py

screenshots: python-dev web catalogues system ## walk the journeys and keep their pictures in docs/screenshots
	@JINGGE_SCREENSHOTS=1 $(PYTEST) -q -o addopts= --import-mode=importlib -p no:randomly tests/journeys

coverage: python-dev web catalogues ## which lines the tests on SQLite never ran
	@.venv/bin/coverage erase
	@.venv/bin/coverage run -m pytest -q -p no:randomly
	@.venv/bin/coverage combine --quiet
	@.venv/bin/coverage report

bench: python-dev peers ## speed and quality figures, with the table of benchmarks/README.md
	@$(RUN) -m benchmarks

lock: ## new versions into requirements/*.lock (needs the network)
	@$(PYTHON) tools/provision.py lock

python-demo:
	@$(PYTHON) tools/provision.py python demo
python-dev:
	@$(PYTHON) tools/provision.py python dev
web:
	@$(PYTHON) tools/provision.py web
system:
	@$(PYTHON) tools/provision.py system
engines:
	@$(PYTHON) tools/provision.py engines
peers:
	@$(PYTHON) tools/provision.py peers
catalogues: python-demo
	@$(RUN) tools/catalogues.py

clean: ## remove what was downloaded or made, but never var/ with the database
	@rm -rf .venv .venv-engines .venv-peers .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache htmlcov .coverage*
