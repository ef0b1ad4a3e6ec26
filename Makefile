# Every target wraps plain go commands that work alone.
GO ?= go

.PHONY: build test lint bench torture install docs man

build: ## build ./oneonone
	$(GO) build -o oneonone ./cmd/oneonone

test: ## run every test
	$(GO) test ./...

lint: ## formatting, vet, staticcheck, tidy modules
	@unformatted=$$(gofmt -l cmd internal notes template); \
	  if [ -n "$$unformatted" ]; then echo "gofmt needed: $$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	$(GO) mod tidy -diff

bench: ## measure against ripgrep and git on the same folder
	$(GO) run ./internal/bench

torture: ## the fault suite in full: kills, full disks, many writers
	ONEONONE_TORTURE=full $(GO) test -count=1 -timeout 60m -v ./internal/history -run Torture

install: ## install into $GOBIN
	$(GO) install ./cmd/oneonone

docs: ## write the command reference anew
	UPDATE=1 $(GO) test ./cmd -run Docs -count=1

man: ## write the man pages to dist/man
	$(GO) run ./internal/man dist/man
