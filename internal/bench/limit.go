package main

import (
	"fmt"
	"strings"
)

// most is how slow a row may be at each folder size: a multiple of the yardstick,
// plus milliseconds. A size that is left out promises nothing.
type most struct {
	times map[int]float64
	plus  float64
}

// at is a limit for some sizes only.
func at(times map[int]float64) most { return most{times: times} }

// always is a limit for folders of any size, from 1,000 entries on.
func always(times float64) most {
	return at(map[int]float64{1_000: times, 10_000: times, 100_000: times})
}

// big is a limit for the folders of ten years and of a hundred.
func big(times float64) most { return at(map[int]float64{10_000: times, 100_000: times}) }

func (m most) and(ms float64) most {
	m.plus = ms
	return m
}

func (m most) String(size int) string {
	times, promised := m.times[size]
	switch {
	case !promised:
		return "-"
	case m.plus > 0:
		return fmt.Sprintf("%.2f+%.0f", times, m.plus)
	}
	return fmt.Sprintf("%.2f", times)
}

// mostMB is the memory any command may use at each size, in MB.
var mostMB = map[int]float64{10_000: 80, 100_000: 300}

// mostGrowth is the factor by which a row's time may grow from 10,000 to 100,000 entries.
const mostGrowth = 10.5

// figures are the medians of one row: milliseconds, and megabytes.
type figures struct {
	ours, yard, ratio, peak float64
}

// missed says which of its limits a row exceeds, "" for none.
func (r row) missed(size int, f figures) string {
	var all []string
	if times, promised := r.most.times[size]; promised && f.ours > times*f.yard+r.most.plus && f.ratio > times {
		all = append(all, fmt.Sprintf("%.2f of the yardstick, may be %s", f.ratio, r.most.String(size)))
	}
	if mb := mostMB[size]; mb > 0 && f.peak > mb {
		all = append(all, fmt.Sprintf("%.0f MB, may be %.0f", f.peak, mb))
	}
	return strings.Join(all, "; ")
}

// grown names each row that grew too much between two sizes.
func grown(rows []row, small, large map[string]figures) (missed []string) {
	for _, r := range rows {
		s, l := small[r.name], large[r.name]
		if s.ours > 0 && l.ours > mostGrowth*s.ours {
			missed = append(missed, fmt.Sprintf("%s grows by %.1f from 10,000 to 100,000 entries, may by %.1f", r.name, l.ours/s.ours, mostGrowth))
		}
	}
	return missed
}
