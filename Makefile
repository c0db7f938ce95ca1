# Two commands matter to a newcomer, `make run` and `make test`; `make help` lists the rest.

VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
# More for pytest, as in: make test ARGS="tests/core -x"
ARGS ?=
# A process per core; each runs its part in order and then takes over what others have left.
SHARED := --numprocesses auto --maxprocesses 8 --dist worksteal

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run demo migrate test quick check format tidy lint types imports contract bench lock clean

help: ## List the targets.
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/ready ## Start PostgreSQL, migrate and serve on HOST:PORT (127.0.0.1:8000); Ctrl-C stops.
	@exec $(BIN)/piggypulse serve --host "$(HOST)" --port "$(PORT)"

demo: $(VENV)/ready ## Fill a demo user with a year of a household.
	@exec $(BIN)/piggypulse demo

migrate: $(VENV)/ready ## Apply the migrations that are due.
	@exec $(BIN)/piggypulse migrate

test: $(VENV)/ready ## Run every test, on all cores in random order; the seed is printed.
	$(BIN)/python -m pytest $(SHARED) $(ARGS)

quick: $(VENV)/ready ## Run the fast tests: no database, few examples, nothing installed.
	$(BIN)/python -m pytest $(SHARED) -m "not installs and not database" --hypothesis-profile quick \
		tests/core tests/properties tests/api tests/house $(ARGS)

check: format lint types imports test ## Everything that CI holds against a change.

format: $(VENV)/ready ## Check the formatting; `make tidy` mends it.
	$(BIN)/ruff format --check .

tidy: $(VENV)/ready ## Format, and fix what lint can fix by itself.
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lint: $(VENV)/ready ## Look for mistakes with ruff.
	$(BIN)/ruff check .

types: $(VENV)/ready ## Check the types with mypy.
	$(BIN)/mypy

imports: $(VENV)/ready ## Check who may import whom.
	$(BIN)/lint-imports

contract: $(VENV)/ready ## Write the generated schema to contracts/openapi.json, for review.
	$(BIN)/piggypulse openapi --output contracts/openapi.json

bench: $(VENV)/ready ## Measure what of the database's speed reaches a client; figures against limits.
	@$(BIN)/python -m tests.bench.ratios
	@$(BIN)/python -m tests.bench.sign_ins
	@$(BIN)/python -m tests.bench.addresses

lock: $(VENV)/ready ## Resolve the dependencies anew; versions younger than a week wait.
	$(call compile,dev,dev,--upgrade)
	$(call compile,run,server --extra redis,--constraints .ci/locks/dev.txt)
	$(call compile,build,build,--constraints .ci/locks/dev.txt)

clean: ## Remove what make made; your data stays.
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One resolution for every Python and platform, with hashes and without an address: dev decides,
# run and build are parts of it.
compile = $(BIN)/uv pip compile pyproject.toml --quiet --extra $(2) $(3) --universal \
	--python-version 3.11 --generate-hashes --exclude-newer "1 week" --no-emit-package piggypulse \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	--output-file .ci/locks/$(1).txt

$(VENV)/installed: .ci/locks/dev.txt .ci/venv
	@.ci/venv $(VENV)
	@touch $@

# The checkout itself, editable, which brings the `piggypulse` command.
$(VENV)/ready: $(VENV)/installed pyproject.toml
	@$(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check --no-index \
		--no-deps --no-build-isolation --editable .
	@touch $@
