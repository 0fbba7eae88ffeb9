# Two commands matter: `make report` writes the reports into out/, `make test` passes the tests.
# Both do their own set-up from Python >= 3.11, make and a package index.
PYTHON ?= python3
PY := .venv/bin/python
PYTEST := PYTHONWARNDEFAULTENCODING=1 $(PY) -m pytest
OUT ?= out

.PHONY: report test test-portable check notebooks county month schema check-docs docs pictures approve-pictures bench bench-ledgers bench-table bench-desk cost bench-checks bench-import scale fuzz bundle-proof reliability lock set-up-run set-up-dev clean

report: set-up-run
	$(PY) -m nianbao build --out $(OUT)

test: set-up-dev check
	-$(PY) scripts/ensure_chromium.py
	-$(PY) scripts/ensure_ooxml_validator.py
	$(PYTEST) --numprocesses 2 --dist loadfile --cov --cov-report= --ignore tests/browser --ignore tests/desk tests
	# Servers, kernels and a browser at once are load enough: these run one after the other. Where other work keeps
	# the machine from answering in time, a test is tried again, and the summary says so.
	$(PYTEST) --reruns 2 --cov --cov-append --cov-report term:skip-covered --cov-report xml:$(OUT)/coverage.xml tests/browser tests/desk
	$(PY) -m pytest --quiet --nbval -p no:cacheprovider notebooks

# All tests where nothing is that Windows lacks: fork, limits, links, sockets that are files (docs/portability.md).
test-portable: set-up-dev
	$(PYTEST) --numprocesses 2 --dist loadfile -p tests.without.plugin --ignore tests/browser --ignore tests/desk tests
	$(PYTEST) -p tests.without.plugin tests/browser tests/desk

check: set-up-dev
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	# What Windows lacks is used behind a question only.
	$(PY) -m mypy --platform win32 --cache-dir .mypy_cache/windows
	$(PY) -m interrogate --quiet src
	$(PY) scripts/lock.py --check

# Run the template notebooks with their samples and store what they show.
notebooks: set-up-dev
	$(PY) scripts/refresh_notebooks.py

# Write the fictional county of params/ anew; it comes out the same each time.
county: set-up-dev
	$(PY) scripts/make_county.py

# Play the fictional county's January in a folder of its own, to look at.
month: set-up-dev
	$(PY) scripts/play_month.py $(OUT)/month

# Write the generated JSON Schemas.
schema: set-up-dev
	$(PY) scripts/write_schemas.py

# Write the pages on the codes of findings, from the checks' own examples.
check-docs: set-up-dev
	$(PY) scripts/write_check_docs.py

# The documentation as a site in build/site; whatever is amiss on a page is an error.
docs: set-up-dev
	$(PY) -m sphinx -c docs/_site -d build/doctrees -E -W --keep-going -q docs build/site

# Make the pictures of the READMEs and the guides.
pictures: set-up-dev
	$(PY) scripts/make_pictures.py
	$(PY) scripts/picture_desk.py
	$(PY) scripts/picture_county.py

# Renew the approved pictures that the forms are held to; look at each that changed.
approve-pictures: set-up-dev
	$(PY) scripts/approve_pictures.py

# Batches side by side with what a user would pick instead; run it when nothing else runs.
bench: set-up-dev
	-$(PY) scripts/ensure_chromium.py
	$(PY) benchmarks/batch.py

# Reading a ledger of ten thousand rows, side by side.
bench-ledgers: set-up-dev
	$(PY) benchmarks/ledgers.py
# The long table of 5,000 reports, side by side; run it when nothing else runs.
bench-table: set-up-dev
	$(PY) benchmarks/long_table.py

# The drafting desk's answer to a keystroke.
bench-desk: set-up-dev
	$(PY) benchmarks/desk.py

# Processor time of one report beside the bare cost.
cost: set-up-dev
	$(PY) benchmarks/cost.py

# What the checks find and how long they take; the published reports in ../shared are used where they are.
bench-checks: set-up-dev
	$(PY) benchmarks/check_quality.py
	$(PY) benchmarks/check_speed.py
# How well real published reports are read; they lie beside the project.
bench-import: set-up-dev
	$(PY) benchmarks/import_quality.py

# Time and memory from 20 to 2,000 reports; run it when nothing else runs.
scale: set-up-dev
	$(PY) benchmarks/scale.py

# Bad input for every reader and renderer, SECONDS for each; what breaks is kept as a test.
SECONDS ?= 30
JOBS ?= 1
fuzz: set-up-dev
	$(PY) -m tests.hostile.run --seconds $(SECONDS) --jobs $(JOBS) --json $(OUT)/fuzz.json

# Make portable folders, run them with the network cut off (those of other computers by qemu and Wine, where these and
# their Python are at hand), and tell what was measured.
bundle-proof: set-up-dev
	$(PY) scripts/prove_bundle.py

# The page on reliability, from the counts in tests/hostile/counts.json.
reliability: set-up-dev
	$(PY) scripts/write_reliability.py

lock: set-up-dev
	$(PY) scripts/lock.py

set-up-run:
	@$(PYTHON) scripts/setup_venv.py run

set-up-dev:
	@$(PYTHON) scripts/setup_venv.py dev

clean:
	rm -rf $(OUT) build dist
