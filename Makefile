# Every target is a word of run.py, where the work is done: `py run.py demo` is the same on Windows, which has no make.
PYTHON ?= python3
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help install demo test check bench trust coverage sbom pictures words docs lock

help install demo test check bench trust coverage sbom pictures words docs lock:
	@$(PYTHON) run.py $@ $(ARGS)
