PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LABEL_STUDIO := .venv-label-studio
TRANSFORMER := .venv-transformer
READY := $(VENV)/.ready
SECONDS ?= 600

.PHONY: setup dataset test kill-test fuzz label-studio-test transformer-test check verify bench corpus-check evaluate schemas report lock clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

dataset: setup  ## build outputs/ from corpus/
	$(BIN)/sakat build

test: setup  ## run every test
	$(BIN)/python -m pytest -n 2 --dist loadfile

kill-test: setup  ## kill workers and drivers at random moments, fifty times: no article lost, none twice
	$(BIN)/python tests/batch/kill.py 50

fuzz: setup  ## damage files of every format and shuffle dates, ever anew, for SECONDS (600)
	$(BIN)/python tests/fuzz/run.py $(SECONDS)

check: setup  ## linters and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

verify: setup  ## outputs/ are what the corpus gives; gold is sound; scores hold their floors
	$(BIN)/sakat build --check
	$(BIN)/sakat gold check
	$(BIN)/sakat validate outputs/articles.jsonl
	$(BIN)/sakat evaluate --gate

corpus-check: setup  ## sources compile, gold is sound, nothing leaks, targets are met, two annotators agree
	$(BIN)/sakat gold compile --check
	$(BIN)/sakat gold compile --check corpus/gold/first corpus/gold/second corpus/train
	$(BIN)/sakat gold check
	$(BIN)/sakat gold leaks
	$(BIN)/sakat gold stats --check
	$(BIN)/sakat gold agreement corpus/gold/first corpus/gold/second --floor 0.8

bench: setup  ## how fast: ratios to newmm and to the usual recipe, into outputs/bench/
	$(BIN)/sakat bench

evaluate: setup  ## score outputs/ against corpus/gold
	$(BIN)/sakat evaluate

report: setup  ## write report/: dataset, scores and errors as HTML
	$(BIN)/sakat report outputs -o report --gold corpus/gold

schemas: setup  ## rewrite schemas/ from the models
	$(BIN)/sakat schema -o schemas

label-studio-test: setup  ## the round trip through the real Label Studio, installed apart (800 MB)
	test -x $(LABEL_STUDIO)/bin/label-studio || \
		{ $(PYTHON) -m venv $(LABEL_STUDIO) && $(LABEL_STUDIO)/bin/python -m pip install --quiet label-studio; }
	LABEL_STUDIO=$(LABEL_STUDIO)/bin/label-studio $(BIN)/python -m pytest tests/annotation/test_label_studio_live.py

transformer-test: setup  ## recognizers of the extra transformer with the real torch, installed apart (5.5 GB)
	test -x $(TRANSFORMER)/bin/pytest || \
		{ $(PYTHON) -m venv $(TRANSFORMER) && \
		$(TRANSFORMER)/bin/python -m pip install --quiet --require-hashes -r requirements.lock && \
		$(TRANSFORMER)/bin/python -m pip install --quiet --no-build-isolation -e '.[transformer]'; }
	$(TRANSFORMER)/bin/python -m pytest tests/transformer tests/pipeline/test_recognizer.py \
		tests/pipeline/test_transformer_ner.py tests/cli/test_ner_model.py

lock: setup  ## resolve requirements.lock anew (needs uv)
	uv pip compile --universal --generate-hashes --group dev pyproject.toml -o requirements.lock --python-version 3.11

clean:
	rm -rf $(VENV) dist build
