package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// How much garbage may pile up, as a share of what is in use. A run lasts
// milliseconds: collecting as early as Go does by default would save 15 MB and cost
// a quarter of the time (make bench). Where much is in use, the same share would be
// hundreds of megabytes.
const (
	mostGarbage  = 300 // percent
	leastGarbage = 50
	roomy        = 48 << 20 // bytes of garbage allowed between the two shares
)

// collectLate makes the collector wait in small runs, and start sooner in large ones.
func collectLate() {
	debug.SetGCPercent(mostGarbage)
	afterNext(mostGarbage)
}

// afterNext adjusts the share after the next collection, by what is then in use.
func afterNext(share int) {
	type turn struct{ _ [16]byte }
	runtime.SetFinalizer(new(turn), func(*turn) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		now := int(100 * roomy / max(1, live[0].Value.Uint64()))
		if now = min(mostGarbage, max(leastGarbage, now)); now != share {
			debug.SetGCPercent(now)
		}
		afterNext(now)
	})
}
