# Every target wraps plain go commands that work alone.
GO ?= go
# How long each fuzz target runs: make fuzz FUZZTIME=10m
FUZZTIME ?= 30s

.PHONY: build test short golden lint fuzz bench torture sshd storm mutate long install docs man completions dist same-bytes clean-debian other-systems

build: ## build ./oneonone; without C it starts a millisecond sooner
	CGO_ENABLED=0 $(GO) build -o oneonone ./cmd/oneonone

test: ## run every test
	$(GO) test ./...

short: ## run the quick tests, in seconds: half of them goes into linking, which takes memory for time
	GOGC=400 $(GO) test -short ./...

golden: ## write anew whatever tests compare with; read the diff before you keep it
	UPDATE=1 $(GO) test ./...

lint: ## formatting, vet, staticcheck, tidy modules
	@unformatted=$$(gofmt -l cmd internal notes template); \
	  if [ -n "$$unformatted" ]; then echo "gofmt needed: $$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) mod tidy -diff

fuzz: ## run each fuzz target for $(FUZZTIME)
	@for pkg in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "== $$pkg $$target"; \
	    $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1s $$pkg || exit 1; \
	  done; \
	done

bench: ## measure against ripgrep and git on the same folders; fails when a limit is missed
	$(GO) run ./internal/bench

torture: ## the fault suite in full: kills, full disks, many writers
	ONEONONE_TORTURE=full $(GO) test -count=1 -timeout 60m -v ./internal/history -run 'Torture|PowerCut|Suspended|NothingAcknowledged'

mutate: ## break each guarantee on purpose, then 22 places by seed 1: would a test notice?
	$(GO) run ./internal/mutate
	$(GO) run ./internal/mutate -random 22 -seed 1

sshd: ## openssh-server for the test over ssh, where it may be installed
	@test -x /usr/sbin/sshd || command -v sshd >/dev/null || { test "$$(id -u)" = 0 && apt-get install -y -qq openssh-server; } || \
		echo "no sshd here, and openssh-server may not be installed: the test over ssh is left out"

storm: ## random work on two and on five laptops, with deletions, kills and syncs: 20 seeds
	ONEONONE_STORM=full $(GO) test -count=1 -timeout 120m ./cmd -run 'TestStorm|TestPairs|TestNothingPrivate|EndsAtAnyStep'
	ONEONONE_TORTURE=full $(GO) test -count=1 -timeout 30m ./internal/history -run 'TestSync'

long: lint sshd torture storm mutate fuzz ## everything that takes long: lint, torture, mutation, fuzzing, the race detector
	$(GO) test -race -timeout 60m ./...
	ONEONONE_PROCESSES=1 $(GO) test -timeout 30m ./cmd -run TestScripts
	ONEONONE_HISTORIES=1000 $(GO) test -timeout 60m ./notes/recall
	ONEONONE_PAIRS=1000000 $(GO) test -timeout 180m ./internal/merge -run 'Laws'
	ONEONONE_PAIRS=20000 $(GO) test -timeout 60m ./internal/merge -run 'AsGit'
	packaging/same-bytes

install: ## install into $GOBIN; with PREFIX=/usr/local the program, man pages and completions there
ifdef PREFIX
install: man completions
	install -d $(DESTDIR)$(PREFIX)/bin $(addprefix $(DESTDIR)$(PREFIX)/share/,man/man1 man/man5 bash-completion/completions zsh/site-functions fish/vendor_completions.d)
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w' -o $(DESTDIR)$(PREFIX)/bin/oneonone ./cmd/oneonone
	install -m 644 dist/man/*.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 dist/man/*.5 $(DESTDIR)$(PREFIX)/share/man/man5
	install -m 644 dist/completions/oneonone.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/oneonone
	install -m 644 dist/completions/_oneonone $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_oneonone
	install -m 644 dist/completions/oneonone.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/oneonone.fish
else
	CGO_ENABLED=0 $(GO) install ./cmd/oneonone
endif

docs: ## write the command reference and the picture of the README anew
	UPDATE=1 $(GO) test ./cmd -run 'Docs|Picture' -count=1

man: ## write the man pages to dist/man
	CGO_ENABLED=0 $(GO) run -trimpath ./internal/man dist/man

completions: ## write the completions for four shells to dist/completions
	mkdir -p dist/completions
	CGO_ENABLED=0 $(GO) build -trimpath -o dist/oneonone ./cmd/oneonone
	dist/oneonone completion bash >dist/completions/oneonone.bash
	dist/oneonone completion zsh >dist/completions/_oneonone
	dist/oneonone completion fish >dist/completions/oneonone.fish
	dist/oneonone completion powershell >dist/completions/oneonone.ps1

dist: man completions ## make what a release consists of in dist/release: archives, .deb, .rpm, checksums and the like
	GO="$(GO)" packaging/dist

same-bytes: ## make a release twice, in two places: the bytes have to be the same
	packaging/same-bytes

clean-debian: ## as root: install the .deb and the archive of dist/release in a fresh Debian, and follow the README
	packaging/clean-debian

other-systems: ## try the .rpm and the files for Homebrew, Nix, Scoop and winget of dist/release, with rpm, ruby, nix-bin and unzip
	packaging/other-systems
