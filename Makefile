# Two commands for a stranger: `make demo` and `make test`. Both make the environment they need. `make test-all` adds
# the tests that take long.
#   VENV=DIR     another virtual environment than .venv (.ci/run hands its own in)
#   PYTHON=CMD   another interpreter than python3 (3.11 or later)
#   PORT=N       of the demo, 8000 if not given
#   DATA=DIR     of the demo, data/demo if not given

VENV ?= .venv
PYTHON ?= python3
BIN = $(VENV)/bin
PORT ?= 8000
DATA ?= data/demo
OUT ?= out/demo
ROUND = samples/jilin-2024
POLICY = jilin-2024
# Checks that look at the site without opening its database.
SITE = GREENLIST_SECRET_KEY=checks-only DATABASE_URL=postgresql:///checks DJANGO_SETTINGS_MODULE=greenlist.ops.settings

.DEFAULT_GOAL := help
.PHONY: help demo demo-files test test-all format checks lint types imports law migrations words docs docs-check pytest pytest-long clean

help:
	@echo "make demo        启动演示网站 http://127.0.0.1:$(PORT) / run the site with made-up people and units"
	@echo "make demo-files  用文件评价示例轮次，打印排序 / evaluate the sample round from files, print the ranking"
	@echo "make test        全部检查，除耗时长的以外的全部测试，十分钟以内 / every check, every test but the long ones"
	@echo "make test-all    全部检查和全部测试，提交前运行 / every check and every test"
	@echo "make docs        重新生成 docs/ 中由代码得出的部分 / regenerate what docs/ derives from code"
	@echo "make format      按约定排版代码 / lay the code out"
	@echo "make clean       删除生成物（不删 .venv 和 data）/ remove what was made, but not .venv and data"

# -- the environment: made when missing, renewed when the dependencies change ---------------------------------

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: pyproject.toml hatch_build.py package-lock.json | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml hatch_build.py package-lock.json | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.ready

# -- for a stranger -------------------------------------------------------------------------------------------

demo: $(VENV)/.ready
	@exec $(BIN)/greenlist demo --port $(PORT) --data $(DATA)

demo-files: $(VENV)/.ready
	@[ -t 1 ] || export COLUMNS=150; \
	$(BIN)/greenlist evaluate $(ROUND) --policy $(POLICY) --out $(OUT) --force
	@echo
	@echo "下一步 / next:  $(BIN)/greenlist explain $(OUT)/units/factory-01-machinery"
	@echo "               $(BIN)/greenlist explain $(OUT)/units/park-01-good EG1"
	@echo "推荐汇总表 / summary table:  $(OUT)/推荐汇总表.xlsx"

test: $(VENV)/.ready-dev
	@$(MAKE) --no-print-directory -j2 checks
	@$(MAKE) --no-print-directory pytest

test-all: test pytest-long

# -- the checks one by one ------------------------------------------------------------------------------------

checks: lint types imports law migrations words docs-check

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet src/greenlist

types: $(VENV)/.ready-dev
	$(SITE) $(BIN)/mypy

imports: $(VENV)/.ready-dev
	$(BIN)/lint-imports

law: $(VENV)/.ready-dev
	$(BIN)/greenlist law check

migrations: $(VENV)/.ready-dev
	$(SITE) $(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run
	$(BIN)/python tools/tables.py --check

words: $(VENV)/.ready-dev
	$(BIN)/python tools/messages.py --check

docs-check: $(VENV)/.ready-dev
	$(BIN)/python -m greenlist.engine.schemas docs/schemas --check
	$(BIN)/python tools/requirements.py --check
	$(BIN)/python tools/access.py --check

pytest: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -m "not long"

# Every page photographed at both widths, whole journeys in the browser, processes killed, the table of who gets what.
pytest-long: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -m long

# -- for those who work on it ---------------------------------------------------------------------------------

docs: $(VENV)/.ready-dev
	$(BIN)/python -m greenlist.engine.schemas docs/schemas
	$(BIN)/python tools/requirements.py
	$(BIN)/python tools/access.py

format: $(VENV)/.ready-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
