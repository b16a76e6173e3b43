# Two commands do everything: `make site` and `make test`. What they install goes to .venv, once, and
# again when a lock file changes. `site`, `serve`, `check` and the installing are as on every board.

UV ?= uv
# Else each process that is started compiles the program again: half of the time of a `board check`.
unexport PYTHONDONTWRITEBYTECODE
include generator/scaffold/board/Makefile
.PHONY: test set-up browser js-packages has-samples lint lint-js lint-python fmt fuzz bench lock

# The tests compare with the samples, the settings and the words of this repository. A board made
# from it has its own, and the same code: there, what a change can break is whether it builds.
SAMPLES := $(and $(wildcard listings/harbour-books),\
	$(shell grep -qs '^ *demo_day:' mkdocs.yml && echo yes))
has-samples:
	@test -n '$(SAMPLES)'

ifeq ($(SAMPLES),)
test:
	@echo "A board of its own, without the samples: checking and building it. The tests need those."
	@$(MAKE) --no-print-directory site
else
test: $(VENV)/.dev-ready ## Run every test, the browser's included.
	@browser=$$($(BIN)/python -m tests.support.browser) \
	&& BOARD_BROWSER="$$browser" $(BIN)/python -m pytest $(ARGS)
endif

set-up: $(VENV)/.dev-ready

browser: $(VENV)/.dev-ready
	@$(BIN)/python -m tests.support.browser

# The two halves run at once: 20 s in place of 39. make's own --jobs is off in the included file.
lint: $(VENV)/.dev-ready ## What a change must pass beside the tests.
	@$(MAKE) --no-print-directory lint-js & js=$$!; \
	$(MAKE) --no-print-directory lint-python; status=$$?; \
	wait $$js && exit $$status

lint-python: $(VENV)/.dev-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict generator/
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/yamllint --strict .
ifneq ($(wildcard .github/workflows),)
	$(BIN)/actionlint -shellcheck= -pyflakes=
	$(BIN)/zizmor --quiet --offline --persona=pedantic .github $(wildcard action.yml)
else
	@echo "no .github/workflows: nothing for actionlint and zizmor"
endif

# The types of the site's JavaScript, which its comments hold, tests of what needs no browser, and a
# search for regular expressions that a text can make slow, Python's included.
# Needs Node: where there is none, only CI fails.
JS := tests/js
ifeq ($(wildcard $(JS)/package.json),)
lint-js:
	@echo "no $(JS): the site's JavaScript is not checked"
else ifneq ($(shell command -v npm),)
lint-js: $(JS)/node_modules/.ready $(VENV)/.dev-ready
	BOARD_PYTHON=$(abspath $(BIN)/python) npm run --silent --prefix $(JS) check
else
lint-js:
	@echo "no npm here: the site's JavaScript is not checked"
	@test -z "$$CI" || { echo "CI must check it: install Node 20 or newer" >&2; exit 1; }
endif

js-packages: $(JS)/node_modules/.ready

$(JS)/node_modules/.ready: $(JS)/package.json $(JS)/package-lock.json
	npm ci --prefix $(JS) --silent --no-audit --no-fund
	@touch $@

fmt: $(VENV)/.dev-ready ## Put the code and the listings in order.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/board fmt

# Atheris (Apache-2.0) is libFuzzer for Python. Only this needs it, and it is large.
fuzz: $(VENV)/.fuzz-ready ## Look for bytes that break the check: `make fuzz MINUTES=30`.
	$(BIN)/python -m tests.fuzz -max_total_time=$$(( $(or $(MINUTES),10) * 60 ))

$(VENV)/.fuzz-ready: requirements-fuzz.txt $(VENV)/.dev-ready
	@$(INSTALL) --require-hashes --no-deps --requirement $<
	@touch $@

SIZES ?= 100 1000 10000
bench: $(VENV)/.dev-ready ## Race against other site generators: `make bench SIZES="100 1000"`.
	$(BIN)/python -m benchmarks.race $(SIZES) $(ARGS)

LOCK = $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate
lock: ## Choose the newest versions again. Needs uv.
	echo 'setuptools>=77' | $(LOCK) pyproject.toml - --output-file requirements.txt
	echo 'setuptools>=77' | $(LOCK) pyproject.toml - --extra dev --constraint requirements.txt \
		--output-file requirements-dev.txt
	printf "atheris==3.0.0 ; python_version < '3.12'\natheris>=3.1 ; python_version >= '3.12'\n" \
		| $(LOCK) - --output-file requirements-fuzz.txt

# This repository holds the program too: it is installed as it stands here.
define install-more
	@$(INSTALL) --no-deps --no-build-isolation --editable .
endef

$(VENV)/.site-ready: pyproject.toml

$(VENV)/.dev-ready: requirements-dev.txt pyproject.toml | $(BIN)/python
	$(install)
