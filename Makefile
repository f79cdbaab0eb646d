# The two commands of a newcomer are `make demo` and `make test`.
VENV := .venv
PYTHON ?= python3
RUN := $(VENV)/bin/python -m
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help venv demo test check lint types contracts faults bench lock clean

help: ## what each target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

venv: $(READY) ## set up the virtual environment

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[demo,dev]'
	@touch $@

demo: $(READY) ## play the whole round on invented data (DEMO=serve leaves the services running)
	$(RUN) demo.play $(if $(filter serve,$(DEMO)),--serve,)

test: $(READY) ## the test suite; says which parts it skipped and why
	$(RUN) pytest -q -n auto --dist loadfile

check: $(READY) lint types contracts test ## format, lint, types, import contracts, tests

lint: $(READY)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .

types: $(READY)
	$(VENV)/bin/mypy .

contracts: $(READY)
	$(VENV)/bin/lint-imports

faults: $(READY) ## kill, spoof and hostile campaigns, to build/faults.json (FULL=1 for the long form)
	$(RUN) tests.faults $(if $(FULL),--full,)

bench: $(READY) ## ratios against floors measured in the same run, to build/bench.json
	$(RUN) tests.benchmarks

lock: ## write constraints.txt anew from the ranges in pyproject.toml
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet --disable-pip-version-check -e '.[demo,dev]'
	build/lock/bin/pip freeze --exclude-editable > constraints.txt

clean: ## remove everything that was made here
	rm -rf $(VENV) build
