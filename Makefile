# Everything there is to do with a checkout; `make` alone lists it.
#
# Set-up happens by itself in .venv and is repeated only when what it was made from has changed.
# PYTHON=/path/to/python3.12 chooses another Python, ARGS="…" is handed on to coretui or pytest.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
MADE_FROM := pyproject.toml constraints.txt hatch_build.py $(wildcard coretui/locale/*/LC_MESSAGES/*.po)

# A checkout that was moved, or whose Python went away with an upgrade, needs a new environment.
STALE := $(shell test -e $(VENV)/pyvenv.cfg || exit 0; \
	test -x $(BIN)/python || { echo stale; exit 0; }; \
	test ! -e $(VENV)/made-in || test "$$(cat $(VENV)/made-in)" = "$$(pwd -P)" || echo stale)

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: $(VENV)/ready-run ## Set up once, then open coretui (ARGS="--demo": on sample weeks)
	@$(BIN)/coretui $(ARGS)

# One more than there are processors: a screen that is driven waits a good third of its time.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1)
# Compiled files are kept: to make those of the tests anew in each process would be a tenth of the run.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

.PHONY: test
test: $(VENV)/ready-test ## Set up once, then run all tests that decide by themselves (ARGS="-k chair": some)
	@$(PYTEST) -m "not real and not slow" $(ARGS)

.PHONY: test-real
test-real: $(VENV)/ready-test ## Run the tests with real terminals, desktops, buses and processes
	@$(PYTEST) -m real $(ARGS)

.PHONY: test-all
test-all: $(VENV)/ready-test ## Run all there is: long properties with fresh examples and grids too (up to an hour)
	@HYPOTHESIS_PROFILE=explore $(PYTEST) -o timeout=1200 -o faulthandler_timeout=1100 $(ARGS)

.PHONY: goldens
goldens: $(VENV)/ready-test ## Write the screens and figures in tests/golden anew; git diff shows what has changed
	@GOLDENS=write $(PYTEST) tests/tui/test_goldens.py tests/figures/test_every_figure.py -k golden $(ARGS)

.PHONY: dist-check
dist-check: ## Run the tests on every Python there is, with the lowest and the newest dependencies (half an hour)
	@.ci/dist-check

.PHONY: mutants
mutants: $(VENV)/ready-test ## Break each room in forty ways and see whether its tests notice (ARGS="store": one room; an hour)
	@$(BIN)/python -m tests.mutants $(ARGS)

.PHONY: lint
lint: $(VENV)/ready-dev ## Check style and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: format
format: $(VENV)/ready-dev ## Correct style and formatting where a tool can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: types
types: $(VENV)/ready-dev ## Check types, strictly, tests and the maker of the pictures included
	@$(BIN)/mypy
	@MYPYPATH=screenshots $(BIN)/mypy screenshots/make.py

.PHONY: contract
contract: $(VENV)/ready-dev ## Check which part may import which
	@$(BIN)/lint-imports

.PHONY: check
check: lint types contract test ## All of these: lint, types, contract, test

.PHONY: bench
bench: $(VENV)/ready-run ## Measure what the engine, the app at rest, a breath and a figure cost (6 minutes), and compare with the limits
	@$(BIN)/python -m bench

.PHONY: screenshots
screenshots: $(VENV)/ready-dev ## Make the pictures in screenshots/ anew, from the demo
	@$(BIN)/python screenshots/make.py

.PHONY: translations
translations: $(VENV)/ready-test ## Bring the .po files up to date with the texts in the code
	@$(BIN)/pybabel --quiet extract --keyword=NP_:1c,2 --no-wrap --sort-by-file --add-location=file \
		--add-comments=Translators: --project=coretui --copyright-holder='The coretui authors' \
		--header-comment='# Translations template for coretui.' --last-translator='The coretui authors' \
		-o $(VENV)/coretui.pot coretui
	@set -e; for folder in coretui/locale/*/; do \
		language=$$(basename "$$folder"); \
		po="$${folder}LC_MESSAGES/coretui.po"; \
		if test -e "$$po"; then \
			$(BIN)/pybabel --quiet update --no-wrap --no-fuzzy-matching --ignore-obsolete \
				--ignore-pot-creation-date -i $(VENV)/coretui.pot -l "$$language" -o "$$po"; \
		else \
			mkdir -p "$${folder}LC_MESSAGES"; \
			$(BIN)/pybabel --quiet init --no-wrap -i $(VENV)/coretui.pot -l "$$language" -o "$$po"; \
		fi; \
		echo "$$po: $$($(BIN)/python -c 'import sys; from babel.messages.pofile import read_po; \
			texts = [m for m in read_po(open(sys.argv[1], "rb")) if m.id]; \
			print(sum(not all(m.string if m.pluralizable else [m.string]) for m in texts), "of", len(texts))' \
			"$$po") texts not translated yet"; \
	done

.PHONY: pins
pins: $(VENV)/pyvenv.cfg ## Write constraints.txt anew with the newest versions that fit
	@set -e; fresh=$$(mktemp -d); trap 'rm -rf "$$fresh"' EXIT; \
	$(BIN)/python -m venv "$$fresh"; \
	"$$fresh/bin/python" -m pip install --quiet --disable-pip-version-check '.[dev]'; \
	{ echo '# The exact versions that coretui is tested with. Made by: make pins'; \
	  "$$fresh/bin/python" -m pip freeze --exclude coretui --exclude setuptools; } > "$$fresh/constraints.txt"; \
	cp "$$fresh/constraints.txt" constraints.txt; \
	echo "constraints.txt: $$(grep -c == constraints.txt) versions"

.PHONY: clean
clean: ## Remove all that make and the tools have made, .venv too
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis \
		coretui/locale/*/LC_MESSAGES/*.mo
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- set-up ---------------------------------------------------------------------------------------

define FIND_PYTHON
	python=; unready=; old=; \
	for candidate in $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3 python); do \
		version=$$("$$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
		"$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { old="$$candidate is $$version"; continue; }; \
		"$$candidate" -c 'import venv, ensurepip' 2>/dev/null || { unready=$${unready:-$$candidate}; continue; }; \
		python=$$candidate; break; \
	done; \
	if test -z "$$python"; then \
		if test -n "$$unready"; then \
			echo "$$unready lacks the modules venv and ensurepip. Install them, on Debian or Ubuntu with:" >&2; \
			echo "    sudo apt-get install $$(basename "$$unready")-venv" >&2; \
		else \
			echo "coretui needs Python 3.11 or newer$${old:+ ($$old)}. Install it, on Debian or Ubuntu with:" >&2; \
			echo "    sudo apt-get install python3 python3-venv" >&2; \
		fi; \
		echo "or name another one: make PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi
endef

$(VENV)/pyvenv.cfg: $(if $(STALE),FORCE)
	@$(FIND_PYTHON); \
	echo "Making $(VENV) with $$("$$python" --version). This happens once and takes a minute."; \
	"$$python" -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }; \
	pwd -P > $(VENV)/made-in

# Each of these holds what the ones before it hold, so their files are touched too.
$(VENV)/ready-run: $(VENV)/pyvenv.cfg $(MADE_FROM)
	@echo "Installing coretui into $(VENV) …"
	@$(PIP_INSTALL) -e .
	@touch $@

$(VENV)/ready-test: $(VENV)/pyvenv.cfg $(MADE_FROM)
	@echo "Installing coretui and its tests into $(VENV) …"
	@$(PIP_INSTALL) -e '.[test]'
	@touch $(VENV)/ready-run $@

$(VENV)/ready-dev: $(VENV)/pyvenv.cfg $(MADE_FROM)
	@echo "Installing coretui and its tools into $(VENV) …"
	@$(PIP_INSTALL) -e '.[dev]'
	@touch $(VENV)/ready-run $(VENV)/ready-test $@

.PHONY: FORCE
FORCE:
