# make demo   the catalogue on this machine: environment, database, the real data, server (PORT=8000)
# make test   every check and every test, on SQLite and on PostgreSQL and in a real browser
# make test-interop   clients that we did not write against the application (more packages, no browser)
# make lock   renews the lock files after a change of the dependencies in pyproject.toml (needs uv)
# make lock-browser   renews the lock file of the browser's tests after a change of tests/browser/package.json
# make accessibility  axe-core on every page in every way of looking at it, into docs/accessibility.json
# make screenshots    pictures of all kinds of pages into docs/images

PORT ?= 8000
PYTHON := $(shell for p in python3.13 python3.14 python3.12 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin

.PHONY: demo test test-long test-interop accessibility screenshots lock lock-browser check format clean

demo: .venv/run.installed
	@$(BIN)/python manage.py demo $(PORT)

test: .venv/test.installed
	@$(BIN)/python -m tests.run

test-long: .venv/test.installed
	@LONG=1 $(BIN)/python -m tests.run

test-interop: .venv/interop.installed
	@$(BIN)/python -m pytest tests/interop

accessibility: .venv/test.installed
	@$(BIN)/python -m tests.browser.accessibility

screenshots: .venv/test.installed
	@$(BIN)/python -m tests.browser.screenshots

check: .venv/test.installed
	@$(BIN)/python -m tests.run --checks-only

format: .venv/test.installed
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format . ; git ls-files '*.html' | xargs $(BIN)/djade --target-version 6.1

.venv/run.installed: requirements.lock
	@$(call install,requirements.lock)
	@touch $@

.venv/test.installed: requirements-test.lock
	@$(call install,requirements-test.lock)
	@touch $@ .venv/run.installed

.venv/interop.installed: requirements-interop.lock
	@$(call install,requirements-interop.lock)
	@touch $@ .venv/test.installed .venv/run.installed

# uv where it is there, for speed; else plain pip. Both check every hash. Neither compiles: Python does what it needs.
define install
	test -n "$(PYTHON)" || { echo "Python 3.12 or newer is needed; none was found on the path." >&2; exit 2; }; \
	test -x $(BIN)/python || $(PYTHON) -m venv .venv || exit 2; \
	echo "Installing the packages of $(1) …"; \
	if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1); \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r $(1); fi
endef

lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.12 \
		pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.12 \
		--extra test pyproject.toml -c requirements.lock -o requirements-test.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.12 \
		--extra test --extra interop pyproject.toml -c requirements-test.lock -o requirements-interop.lock

lock-browser: .venv/test.installed
	$(BIN)/python -m tests.browser.parts

clean:
	rm -rf .venv
