# Two commands for a stranger: `make demo` and `make test`. Both make the environment they need.
#   VENV=DIR     another virtual environment than .venv (.ci/run hands its own in)
#   PYTHON=CMD   another interpreter than python3 (3.11 or later)

VENV ?= .venv
PYTHON ?= python3
BIN = $(VENV)/bin
OUT ?= out/demo
ROUND = samples/jilin-2024
POLICY = jilin-2024

.DEFAULT_GOAL := help
.PHONY: help demo test format lint types imports law docs docs-check pytest clean

help:
	@echo "make demo    评价示例轮次，打印排序 / evaluate the sample round, print the ranking"
	@echo "make test    全部检查和测试 / every check and every test"
	@echo "make docs    重新生成 docs/schemas 与 docs/requirements.md / regenerate what docs/ derives from code"
	@echo "make format  按约定排版代码 / lay the code out"
	@echo "make clean   删除生成物（不删 .venv）/ remove what was made, but not .venv"

# -- the environment: made when missing, renewed when the dependencies change ---------------------------------

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.ready

# -- for a stranger -------------------------------------------------------------------------------------------

demo: $(VENV)/.ready
	@[ -t 1 ] || export COLUMNS=150; \
	$(BIN)/greenlist evaluate $(ROUND) --policy $(POLICY) --out $(OUT) --force
	@echo
	@echo "下一步 / next:  $(BIN)/greenlist explain $(OUT)/units/factory-01-machinery"
	@echo "               $(BIN)/greenlist explain $(OUT)/units/park-01-good EG1"
	@echo "推荐汇总表 / summary table:  $(OUT)/推荐汇总表.xlsx"

test: lint types imports law docs-check pytest

# -- the checks one by one ------------------------------------------------------------------------------------

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready-dev
	$(BIN)/mypy

imports: $(VENV)/.ready-dev
	$(BIN)/lint-imports

law: $(VENV)/.ready-dev
	$(BIN)/greenlist law check

docs-check: $(VENV)/.ready-dev
	$(BIN)/python -m greenlist.engine.schemas docs/schemas --check
	$(BIN)/python tools/requirements.py --check

pytest: $(VENV)/.ready-dev
	$(BIN)/python -m pytest

# -- for those who work on it ---------------------------------------------------------------------------------

docs: $(VENV)/.ready-dev
	$(BIN)/python -m greenlist.engine.schemas docs/schemas
	$(BIN)/python tools/requirements.py

format: $(VENV)/.ready-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
