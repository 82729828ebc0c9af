# What a person types:
#   make run      build, make the demonstration's data if there are none, serve on port 8080
#   make test     lint, and all tests
#   make build    the release binary, .build/release/adcast
#   make format   rewrite the sources in the house style;  make lint only checks
#   make demonstration   train the model that is committed under models/ anew
#   make golden   write the golden fixtures anew (needs PyTorch)
#   make clean    remove what was built and generated

# One set of flags, so that running and testing share one build.
SWIFT_FLAGS := -c release -Xswiftc -enable-testing
ADCAST := .build/release/adcast
PORT ?= 8080

SYSTEM_PACKAGES := libopenblas-dev libsqlite3-dev curl
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

.PHONY: run test build format lint demonstration golden clean system-packages

run: build adcast.sqlite
	@echo
	@echo "When the service answers, try in another terminal:"
	@echo
	@echo "  curl --json '{\"advertiser\":\"a000001\"}' http://127.0.0.1:$(PORT)/predict"
	@echo
	@$(ADCAST) serve --config adcast.yaml --port $(PORT)

test: lint build
	swift test --skip-build $(SWIFT_FLAGS)

build: system-packages
	swift build --build-tests $(SWIFT_FLAGS)

adcast.sqlite: | build
	$(ADCAST) generate --output adcast.sqlite

demonstration: build adcast.sqlite
	rm -rf models/1 models/ACTIVE models/activations.log
	$(ADCAST) train --config adcast.yaml

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

golden:
	python3 Tests/ForecastModelsTests/Fixtures/make_golden_trajectories.py

clean:
	rm -rf .build adcast.sqlite adcast.sqlite-wal adcast.sqlite-shm

# Installs what a bare Debian lacks; elsewhere it only says what is needed.
system-packages:
	@if command -v dpkg-query >/dev/null; then \
		missing=$$(for package in $(SYSTEM_PACKAGES); do \
			dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' || echo $$package; \
		done); \
		if [ -n "$$missing" ]; then \
			echo "installing $$missing"; \
			$(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
		fi; \
	else \
		echo "not a Debian system: make sure that OpenBLAS and SQLite with their headers are installed"; \
	fi
