package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// How much garbage waits to be collected, as a share of what is in use. A run lasts
// milliseconds: collecting as early as by default costs a quarter of it and saves
// 15 MB (make bench). Where much is in use the same share would be hundreds.
const (
	mostGarbage  = 300 // percent
	leastGarbage = 50
	roomy        = 48 << 20 // bytes of it, in between
)

// collectLate has garbage collected late in small runs, and sooner in large ones.
func collectLate() {
	debug.SetGCPercent(mostGarbage)
	afterNext(mostGarbage)
}

// afterNext looks at what is in use when garbage was collected the next time.
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
