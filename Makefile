# The commands of the project. All state is in .venv/ and var/; both can be deleted.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

HOST ?= 127.0.0.1
PORT ?= 8000
WEB_CONCURRENCY ?= 2
UV ?= uv
SIZES ?= 1000,100000
SECONDS_EACH ?= 20
READERS ?= 500
LOAD_SECONDS ?= 60

PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes
CATALOGUES := $(shell find locale -name '*.po' 2>/dev/null)
STATIC := $(shell find static */static 2>/dev/null)

# $(call stage,name,command): a heading, the command, and the seconds it took.
stage = @printf '\n== %s\n' '$(1)'; SECONDS=0; $(2); printf -- '-- %s: %s s\n' '$(1)' "$$SECONDS"

.PHONY: help run test nightly drills lint format lock messages audit bench fuzz bench-cache weights lighthouse screenshots clean

help: ## Say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: var/stamps/catalogues var/stamps/static ## Serve the directory on http://127.0.0.1:8000/ (HOST=, PORT=, DATABASE_URL=)
	@.ci/need port $(HOST) $(PORT)
	@$(PYTHON) manage.py migrate --noinput --verbosity 0
	@$(PYTHON) manage.py load_content --if-empty
	@printf '\nFromSkills2Work is at http://%s:%s/ (Ctrl-C stops it)\n\n' '$(HOST)' '$(PORT)'
	@exec $(PYTHON) -m gunicorn --config skills2work/running/gunicorn.py skills2work.wsgi \
		--bind $(HOST):$(PORT) --workers $(WEB_CONCURRENCY)

test: .venv/dev.stamp var/stamps/catalogues var/stamps/static ## Check everything: lint, types, tests on SQLite and PostgreSQL, browser
	@.ci/need chromium
	@.ci/need gettext
	@.ci/need paper
	@.ci/need postgresql $(PYTHON)
	@$(PYTHON) -m tests.support.content_database & # the first test that needs it waits for its end, and tells what went wrong
	@$(MAKE) --no-print-directory lint
	$(call stage,Migrations match the models,$(PYTHON) manage.py makemigrations --check --dry-run)
	$(call stage,Tests on SQLite,env -u DATABASE_URL $(PYTHON) -m pytest -n auto --dist loadgroup)
	$(call stage,Tests on PostgreSQL,$(PYTHON) tests/support/postgres.py run -- $(PYTHON) -m pytest -n auto --dist loadgroup -m "not slow and not browser")

nightly: .venv/dev.stamp var/stamps/catalogues var/stamps/static ## What `make test` leaves out: more views and languages in the browser, forms on PostgreSQL, drills
	@.ci/need chromium
	@.ci/need paper
	@.ci/need postgresql $(PYTHON)
	$(call stage,Slow tests on SQLite,env -u DATABASE_URL $(PYTHON) -m pytest -n auto --dist loadgroup -m slow)
	$(call stage,Slow tests on PostgreSQL,$(PYTHON) tests/support/postgres.py run -- $(PYTHON) -m pytest -n auto --dist loadgroup -m "slow and not browser")

drills: .venv/dev.stamp ## What happens when something is killed, full, cut off or late: on both databases
	@.ci/need postgresql $(PYTHON)
	$(call stage,Drills on SQLite,env -u DATABASE_URL $(PYTHON) -m pytest tests/drills tests/running -v -m "slow or not slow")
	$(call stage,Drills on PostgreSQL,$(PYTHON) tests/support/postgres.py run -- $(PYTHON) -m pytest tests/drills -v -m "slow or not slow")

lint: .venv/dev.stamp ## Check style, templates and types; changes no file
	$(call stage,ruff check,$(PYTHON) -m ruff check .)
	$(call stage,ruff format,$(PYTHON) -m ruff format --check .)
	$(call stage,djlint rules,$(PYTHON) -m djlint --lint --quiet templates)
	$(call stage,djlint layout,$(PYTHON) -m djlint --check --quiet templates)
	$(call stage,mypy,mkdir -p var; $(PYTHON) -m mypy)

format: .venv/dev.stamp ## Put code and templates into the house's layout
	$(PYTHON) -m ruff check --fix-only --quiet .
	$(PYTHON) -m ruff format .
	$(PYTHON) -m djlint --reformat --quiet templates || test $$? -eq 1

lock: ## Choose the versions of all dependencies anew and pin them with hashes (needs uv)
	$(UV) pip compile --quiet $(LOCK) --output-file requirements.txt pyproject.toml
	$(UV) pip compile --quiet $(LOCK) --output-file requirements-dev.txt --constraint requirements.txt --group dev pyproject.toml

LOCK := --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links

bench: bench-cache ## Compare the directory with Datasette on both databases (SIZES=, SECONDS_EACH=), after `make bench-cache`
	@.ci/need postgresql $(PYTHON)
	@$(PYTHON) -m tests.support.bench --sizes $(SIZES) --seconds $(SECONDS_EACH)

bench-cache: .venv/dev.stamp var/stamps/catalogues var/stamps/static ## Measure the page cache, and many readers at once while an editor publishes (READERS=, LOAD_SECONDS=)
	@.ci/need postgresql $(PYTHON)
	@.ci/need wrk
	@$(PYTHON) -m tests.support.bench_cache --seconds $(SECONDS_EACH) --readers $(READERS) --load-seconds $(LOAD_SECONDS)

weights: .venv/dev.stamp var/stamps/catalogues var/stamps/static ## Print what a first visit of each type of page weighs
	@.ci/need chromium
	@$(PYTHON) -m tests.support.weights

lighthouse: .venv/dev.stamp var/stamps/catalogues var/stamps/static ## Print Lighthouse's four scores for each type of page (needs npm)
	@.ci/need chromium
	@$(PYTHON) -m tests.support.lighthouse

screenshots: .venv/dev.stamp var/stamps/catalogues var/stamps/static ## Take the pictures of the README (ALL=1: of every type of page, into var/)
	@.ci/need chromium
	@$(PYTHON) -m tests.support.screenshots $(if $(ALL),--all)

fuzz: .venv/dev.stamp var/stamps/catalogues var/stamps/static ## Ask pages and data for thousands of odd things, for about ten minutes
	FUZZ=long $(PYTHON) -m pytest -n auto --dist load tests/pages/test_fuzz.py tests/security/test_api_fuzz.py

audit: .venv/dev.stamp ## Ask whether our dependencies have known weaknesses (needs the network)
	@$(PYTHON) -m tests.support.audit

messages: .venv/run.stamp ## Collect the texts to translate into locale/ (needs GNU gettext)
	@.ci/need gettext
	$(PYTHON) manage.py makemessages --all --no-location --no-wrap --no-obsolete --ignore var --ignore tests

clean: ## Delete what is made from the sources; your database and secret key stay
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache var/stamps var/static
	find . -name __pycache__ -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete 2>/dev/null || true

# A fresh environment each time the pins change, so that nothing is left over from older ones.
.venv/run.stamp: requirements.txt
	@echo 'Making the Python environment (.venv)'
	@python=$$(.ci/need python); "$$python" -m venv --clear .venv
	@$(PIP) --requirement requirements.txt
	@touch $@

# The tools for tests, on top of what the site needs.
.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	@echo 'Adding the development tools to .venv'
	@$(PIP) --requirement requirements-dev.txt
	@touch $@

# Compiled translations, made again when a catalogue changes.
var/stamps/catalogues: .venv/run.stamp $(CATALOGUES)
	@mkdir -p $(@D)
	@$(PYTHON) manage.py compile_catalogues
	@touch $@

# Static files with hashed names, collected again when one changes.
var/stamps/static: .venv/run.stamp skills2work/settings.py $(STATIC)
	@mkdir -p $(@D)
	@$(PYTHON) manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@
