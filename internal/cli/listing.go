package cli

import (
	"context"

	"github.com/spf13/cobra"

	"oneonone/internal/render"
)

// Format is how somebody wants a result: for people, which is the zero Format,
// or as data.
type Format string

const (
	asJSON Format = "json"
	asCSV  Format = "csv"
)

// Data reports whether a program is to read it.
func (f Format) Data() bool { return f != "" }

// Records are the fields of what a command prints as data.
type Records struct {
	Command *cobra.Command
	Flag    string // that makes it print these, when not always
	Fields  []render.Field
}

// Legend explains the heads of a table.
type Legend struct {
	Flag  string // that makes it print this, when not always
	Heads []render.Field
}

// BindFormat binds --json and --csv to a command that prints records of these
// columns, so that "help json" lists them.
func BindFormat[T any](s *Session, c *cobra.Command, f *Format, columns []render.Column[T]) {
	bindFormat(c, f)
	AlsoPrints(s, c, "", columns)
}

func bindFormat(c *cobra.Command, f *Format) {
	set := func(to Format) func(string) error {
		return func(string) error { *f = to; return nil }
	}
	c.Flags().BoolFunc("json", "print JSON; \"oneonone help json\" lists the fields", set(asJSON))
	c.Flags().BoolFunc("csv", "print CSV under a header", set(asCSV))
	Exclude(c, "json", "csv")
}

// AlsoPrints says that a command prints other records with a flag. An older name
// of a command is left out: the newer one says it.
func AlsoPrints[T any](s *Session, c *cobra.Command, flag string, columns []render.Column[T]) {
	alsoPrints(s, c, flag, render.Fields(columns))
}

func alsoPrints(s *Session, c *cobra.Command, flag string, fields []render.Field) {
	if heads := render.Legend(fields); heads != nil {
		legend := Legend{Flag: flag, Heads: heads}
		s.Legends[c] = append(s.Legends[c], legend)
	}
	if !c.Hidden {
		s.Records = append(s.Records, Records{c, flag, fields})
	}
}

// Print writes a listing, on a terminal through the pager when it is long.
// When there is nothing to list, people are told none.
func Print[T any](ctx context.Context, s *Session, f Format, l *render.Listing[T], none string) error {
	switch {
	case f == asJSON:
		return l.JSON(s.Env.Stdout)
	case f == asCSV:
		return l.CSV(s.Env.Stdout)
	case len(l.Rows) == 0:
		if none != "" {
			s.Say("%s", none)
		}
		return nil
	}
	return s.Paged(ctx, l.Write)
}

// PrintOne writes one record as data: an object, or a line under a header.
func PrintOne[T any](s *Session, f Format, columns []render.Column[T], row T) error {
	if f == asCSV {
		l := render.Listing[T]{Columns: columns, Rows: []T{row}}
		return l.CSV(s.Env.Stdout)
	}
	return render.JSONOf(s.Env.Stdout, columns, row)
}
