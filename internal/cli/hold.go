package cli

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// Hold is locked by what an interrupt must not cut short: writing notes, a
// running editor. Everything else may be abandoned at any moment.
type Hold struct {
	sync.Mutex
	times atomic.Int64
}

// Lock begins a stretch that has to run to its end.
func (h *Hold) Lock() {
	h.Mutex.Lock()
	h.times.Add(1)
}

// grace is how long an interrupted command has to end by itself, with its own
// message.
const grace = 300 * time.Millisecond

// Run runs a command. When ctx ends and the command does not, as while it parses
// a large note (no parser watches a context), Run returns and leaves it behind,
// but first waits for whoever holds h. An abandoned command can no longer take h,
// and ends with the process.
func (h *Hold) Run(ctx context.Context, command func() error) error {
	done := make(chan error, 1)
	go func() { done <- command() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	for {
		before := h.times.Load()
		select {
		case err := <-done:
			return err
		case <-time.After(grace):
		}
		if before == h.times.Load() && h.TryLock() {
			return ctx.Err()
		}
	}
}
