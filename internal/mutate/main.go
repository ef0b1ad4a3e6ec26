// Mutate asks whether the tests would notice: it breaks the program on purpose,
// one place at a time, and runs the tests that should fail.
//
// The mutations of testdata/named.yaml each take away a guarantee that the
// README, SECURITY.md or ARCHITECTURE.md gives, and name the tests that hold
// it. Random ones are drawn from a seed; those that change nothing
// anybody could see are listed in testdata/equivalent.yaml, each with its reason.
//
// Nothing is copied and no file of the project is touched: a mutated file
// reaches the compiler as an overlay of go build.
//
//	named.go   the mutations that each break a guarantee
//	random.go  where one small thing can be changed, and which are drawn
//	rooms.go   which rooms are changed, and whose tests could notice
//	try.go     whether a test notices
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"regexp"
	"slices"
	"time"
)

// seedOfTests fixes one seed for all tests: a test that draws its own would not fail twice.
const seedOfTests = "ONEONONE_SEED"

func main() {
	quick := flag.Bool("quick", false, "only the named mutations that short tests catch")
	within := flag.Duration("within", 0, "in another order each time, and begin none after this `time`")
	only := flag.String("only", "", "only named mutations that match a regular `expression`")
	random := flag.Int("random", 0, "draw this many random mutations instead")
	seed := flag.Uint64("seed", 1, "the seed of random mutations")
	least := flag.Float64("least", 0.9, "the part of the random mutations that must be caught")
	flag.Parse()
	if os.Getenv(seedOfTests) == "" {
		os.Setenv(seedOfTests, "1")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ok, err := false, error(nil)
	if *random > 0 {
		ok, err = runRandom(ctx, *random, *seed, *least)
	} else {
		ok, err = runNamed(ctx, *quick, *only, *within)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
	}
	if !ok || err != nil {
		os.Exit(1)
	}
}

// runNamed tries the named mutations; all of them must be caught.
func runNamed(ctx context.Context, quick bool, only string, within time.Duration) (bool, error) {
	match, err := regexp.Compile(only)
	if err != nil {
		return false, err
	}
	list, err := readNamed()
	if err != nil {
		return false, err
	}
	list = slices.DeleteFunc(list, func(m named) bool { return quick && !m.Short || !match.MatchString(m.Name) })
	if within > 0 {
		rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	caught, tried, first := 0, 0, time.Now()
	for _, m := range list {
		begin := time.Now()
		if within > 0 && begin.Sub(first) > within {
			break
		}
		mutated, err := m.apply()
		if err != nil {
			return false, err
		}
		failed, err := tryOne(ctx, m.File, mutated, m.tests())
		switch {
		case errors.Is(err, errBuild):
			fmt.Printf("%s: %v\n", m.Name, err) // an error counts as not caught
		case err != nil:
			return false, fmt.Errorf("%s: %w", m.Name, err)
		}
		tried++
		if failed != "" {
			caught++
		}
		report(failed, m.Name, begin)
	}
	fmt.Printf("%d of %d named mutations caught, %d not tried\n", caught, tried, len(list)-tried)
	return caught == tried && tried > 0, nil
}

func report(failed, name string, begin time.Time) {
	word, by := "SURVIVED", ""
	if failed != "" {
		word, by = "caught", "  by "+failed
	}
	fmt.Printf("%-8s %5.1fs  %s%s\n", word, time.Since(begin).Seconds(), name, by)
}
