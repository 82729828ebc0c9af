# What a person types:
#   make run      build, make the demonstration's data if there are none, serve on port 8080
#   make test     lint, and all tests but those of make soak and make check-page
#   make soak     what takes minutes: ten days of retraining, versions swapped under load, processes killed, and more
#   make build    the release binary, .build/release/adcast
#   make format   rewrite the sources in the house style;  make lint only checks
#   make demonstration   train the model that is committed under models/ anew
#   make golden   write the golden fixtures anew (needs PyTorch)
#   make install  the service for this host, below PREFIX (/usr/local);  make uninstall takes it away again
#   make deb      a Debian package, adcast_VERSION_ARCHITECTURE.deb, tried out once
#   make check-units   the systemd units: correct, and exposed to little
#   make check-page    the page in a browser (installs Chromium)
#   make bench    time every kernel, a training step, a forward pass, a request (Benchmarks/)
#   make peers    against PyTorch, FastAPI, Hummingbird and LightGBM, side by side (about an hour; PEERS='--only scoring')
#   make growth   docs/growth.md: time and memory by number of advertisers (GROWTH_SIZES=3000,30000)
#   make clean    remove what was built and generated, versions trained here included

# One set of flags, so that running and testing share one build.
SWIFT_FLAGS := -c release -Xswiftc -enable-testing
SWIFT_FOLDERS := Sources Tests Benchmarks/Benchmarks Benchmarks/Sources Benchmarks/Package.swift
ADCAST := .build/release/adcast
DEMONSTRATION := .build-demonstration
PORT ?= 8080

SYSTEM_PACKAGES := libopenblas-dev libsqlite3-dev curl

# What is installed carries the Swift run-time: it is built once more, with other flags.
PORTABLE_FLAGS := -c release --product adcast --static-swift-stdlib --scratch-path .build-static
PORTABLE_ADCAST := .build-static/release/adcast
PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
INSTALLED := $(DESTDIR)$(PREFIX)
UNITS := adcast.service adcast.socket adcast-retrain.service adcast-retrain.timer
# systemd does not look below other prefixes.
UNIT_DIRECTORY ?= $(if $(filter /usr /usr/local,$(PREFIX)),$(PREFIX),/usr/local)/lib/systemd/system
INSTALLED_DOCUMENTS := docs/install.md docs/configuration.md

# Python packages of the peers go to an environment of their own. PyPI's torch carries CUDA, which nothing here uses: a CPU
# build where PIP_FIND_LINKS points comes before it.
PEERS_VENV := .build-peers/venv
PEERS ?=
GROWTH_SIZES ?= 3000,30000
SOAKS := soak-days soak-swaps soak-kills soak-restarts soak-bulk

SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
install_packages = $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1)
# Installs the package $(2) where its program $(1) is missing.
provide = @command -v $(1) >/dev/null || { $(call install_packages,$(2)); }

.PHONY: run test build format lint demonstration golden clean system-packages check-page
.PHONY: bench peers peers-packages growth
.PHONY: soak $(SOAKS)
.PHONY: portable install uninstall deb check-units systemd-package

run: build adcast.sqlite
	@echo
	@echo "When the service answers, try in another terminal:"
	@echo
	@echo "  curl --json '{\"advertiser\":\"a000001\"}' http://127.0.0.1:$(PORT)/predict"
	@echo
	@echo "or open http://127.0.0.1:$(PORT)/ in a browser."
	@echo
	@$(ADCAST) serve --config adcast.yaml --port $(PORT)

# Tests that wait for programs would keep the few threads that the others share, so they have a run of their own.
PROGRAM_TESTS := EndToEndTests|DeployTests|AdministrationTests

test: lint build
	swift test --skip-build $(SWIFT_FLAGS) --skip 'SoakTests|$(PROGRAM_TESTS)'
	swift test --skip-build $(SWIFT_FLAGS) --filter '$(PROGRAM_TESTS)' --skip 'SoakTests|PageTests'

check-page: build
	$(call provide,chromium,chromium)
	swift test --skip-build $(SWIFT_FLAGS) --filter PageTests

# One after the other, since all of them measure.
soak: $(SOAKS)

soak-days: SUITE := TenDaysSoakTests
soak-swaps: SUITE := SwapSoakTests
soak-kills: SUITE := KillSoakTests
soak-restarts: SUITE := RestartSoakTests
soak-bulk: SUITE := BulkSoakTests

$(SOAKS): build
	swift test --skip-build $(SWIFT_FLAGS) --no-parallel --filter $(SUITE)

build: system-packages
	swift build --build-tests $(SWIFT_FLAGS)

adcast.sqlite: | build
	$(ADCAST) generate --output adcast.sqlite

# Of data that no tour has gone on with, and in place of the model that is there only when it is trained: versions are
# numbered on, and the demonstration is to be the first.
demonstration: build
	rm -rf $(DEMONSTRATION) && mkdir -p $(DEMONSTRATION)
	$(ADCAST) generate --output $(DEMONSTRATION)/adcast.sqlite
	cp adcast.yaml $(DEMONSTRATION)
	$(ADCAST) train --config $(DEMONSTRATION)/adcast.yaml
	rm -rf models && mv $(DEMONSTRATION)/models models
	mv $(DEMONSTRATION)/adcast.sqlite* . && rm -r $(DEMONSTRATION)

format:
	swift format --in-place --recursive --parallel Package.swift $(SWIFT_FOLDERS)

lint:
	swift format lint --strict --recursive --parallel Package.swift $(SWIFT_FOLDERS)

golden:
	python3 Tests/ForecastModelsTests/Fixtures/make_golden_trajectories.py

# SwiftPM builds plugins by its last plan, which fails where a source file has gone since: it has to plan anew.
bench: system-packages
	rm -f Benchmarks/.build/*.yaml
	cd Benchmarks && swift package $(SWIFT_FLAGS) benchmark --Xswiftc enable-testing --no-progress

peers: build peers-packages
	$(PEERS_VENV)/bin/python3 Tests/Peers/peers.py $(PEERS)

growth: build
	python3 Tests/Peers/growth.py --sizes $(GROWTH_SIZES)

peers-packages: $(PEERS_VENV)/installed
	$(call provide,wrk,wrk)

$(PEERS_VENV)/installed: Tests/Peers/requirements.txt
	python3 -m venv $(PEERS_VENV)
	test -z "$$PIP_FIND_LINKS" || $(PEERS_VENV)/bin/python3 -m pip install -q --no-index --no-deps torch || true
	$(PEERS_VENV)/bin/python3 -m pip install -q -r Tests/Peers/requirements.txt
	touch $@

clean:
	rm -rf .build .build-static .build-peers Benchmarks/.build
	rm -rf adcast_*.deb adcast.sqlite adcast.sqlite-wal adcast.sqlite-shm
	test ! -d models || find models -mindepth 1 -maxdepth 1 ! -name 1 -exec rm -rf {} +

portable: system-packages
	swift build $(PORTABLE_FLAGS)

# An existing configuration is kept. Without DESTDIR, this host gets the user and the directory that the units need.
install: portable
	install -D -m 755 $(PORTABLE_ADCAST) $(INSTALLED)/bin/adcast
	install -d $(DESTDIR)$(UNIT_DIRECTORY)
	for unit in $(UNITS); do \
		sed 's,/usr/bin/adcast,$(PREFIX)/bin/adcast,; s,/usr/share/doc,$(PREFIX)/share/doc,; s,/etc/adcast,$(SYSCONFDIR)/adcast,' \
			deploy/$$unit >$(DESTDIR)$(UNIT_DIRECTORY)/$$unit || exit 1; \
		chmod 644 $(DESTDIR)$(UNIT_DIRECTORY)/$$unit; \
	done
	install -D -m 644 deploy/adcast.sysusers $(INSTALLED)/lib/sysusers.d/adcast.conf
	install -D -m 644 -t $(INSTALLED)/share/doc/adcast $(INSTALLED_DOCUMENTS)
	test -e $(DESTDIR)$(SYSCONFDIR)/adcast/adcast.yaml || \
		install -D -m 644 deploy/adcast.yaml $(DESTDIR)$(SYSCONFDIR)/adcast/adcast.yaml
	test -n "$(DESTDIR)" || deploy/prepare-host.sh $(PREFIX)/lib/sysusers.d/adcast.conf

# The configuration and /var/lib/adcast stay.
uninstall:
	test -n "$(DESTDIR)" || ! test -d /run/systemd/system || systemctl disable --now $(UNITS) || true
	rm -f $(INSTALLED)/bin/adcast $(INSTALLED)/lib/sysusers.d/adcast.conf
	rm -f $(addprefix $(INSTALLED)/share/doc/adcast/,$(notdir $(INSTALLED_DOCUMENTS)))
	rm -f $(addprefix $(DESTDIR)$(UNIT_DIRECTORY)/,$(UNITS))
	test -n "$(DESTDIR)" || ! test -d /run/systemd/system || systemctl daemon-reload

deb: portable systemd-package
	deploy/build-package.sh .
	deploy/check-package.sh adcast_*.deb

check-units: systemd-package
	deploy/check-units.sh

systemd-package:
	$(call provide,systemd-analyze,systemd)

# Installs what a bare Debian lacks; elsewhere it only says what is needed.
system-packages:
	@if command -v dpkg-query >/dev/null; then \
		missing=$$(for package in $(SYSTEM_PACKAGES); do \
			dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' || echo $$package; \
		done); \
		if [ -n "$$missing" ]; then \
			echo "installing $$missing"; \
			$(call install_packages,$$missing); \
		fi; \
	else \
		echo "not a Debian system: make sure that OpenBLAS and SQLite with their headers are installed"; \
	fi
