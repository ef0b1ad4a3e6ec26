package main

import (
	"fmt"
	"os"
	"strings"

	"gopkg.in/yaml.v3"
)

// named is a mutation that breaks a guarantee.
type named struct {
	Name  string
	File  string
	Old   string // occurs once in the file
	New   string
	Test  string // "./package TestName|TestOther", the tests that must catch it
	Short bool   // they do so even with -short
}

const (
	namedFile      = "internal/mutate/testdata/named.yaml"
	equivalentFile = "internal/mutate/testdata/equivalent.yaml"
)

func readNamed() ([]named, error) {
	var list []named
	return list, readList(namedFile, &list)
}

func readList(file string, list any) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("%w (run it at the top of the project)", err)
	}
	if err := yaml.Unmarshal(b, list); err != nil {
		return fmt.Errorf("reading %s: %w", file, err)
	}
	return nil
}

// apply returns the file with the mutation in it.
func (m named) apply() ([]byte, error) {
	b, err := os.ReadFile(m.File)
	if err != nil {
		return nil, err
	}
	if n := strings.Count(string(b), m.Old); n != 1 || m.Old == m.New {
		return nil, fmt.Errorf("%s: what it replaces stands %d times in %s: mend %s", m.Name, n, m.File, namedFile)
	}
	return []byte(strings.Replace(string(b), m.Old, m.New, 1)), nil
}

func (m named) tests() []testRun {
	pkg, run, _ := strings.Cut(m.Test, " ")
	return []testRun{{pkg: pkg, run: run, short: m.Short}}
}
