package cli

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// Hold is held by what an interrupt must not leave in the middle: the writing
// of notes, an editor that runs. Everything else may be left at any moment.
type Hold struct {
	sync.Mutex
	times atomic.Int64
}

// Lock begins what has to come to its end.
func (h *Hold) Lock() {
	h.Mutex.Lock()
	h.times.Add(1)
}

// grace is how long an interrupted command has to end by itself, in words of
// its own.
const grace = 300 * time.Millisecond

// Run runs a command, and leaves it where it is when ctx ends and it goes on
// nevertheless, as it does while it reads a large note: no parser looks whether
// it is still wanted. What holds is waited for. What was left can begin nothing
// more that holds, and ends with the process.
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
