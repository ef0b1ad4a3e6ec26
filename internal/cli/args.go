package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"oneonone/internal/lookup"
	"oneonone/internal/role"
)

// UnknownCommand says that a word is no command, and which it may have meant.
func UnknownCommand(c *cobra.Command, word string) error {
	err := Usagef("no command %q", word)
	var names []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	if near := lookup.Near(word, names); len(near) > 0 {
		return Hinted(err, "did you mean %s %s?", c.CommandPath(), near[0])
	}
	return Hinted(err, "%s --help lists the commands", c.CommandPath())
}

// NeedSubcommand makes a command that only groups others say so.
func NeedSubcommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return c.Help()
	}
	return UnknownCommand(c, args[0])
}

// ArgsBetween checks the number of arguments and says how they go.
func ArgsBetween(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		var what string
		switch {
		case len(args) < least:
			what = "too few arguments"
		case most >= 0 && len(args) > most:
			what = "too many arguments"
		default:
			return nil
		}
		return Hinted(Usagef("%s for %s", what, c.CommandPath()), "%s", UseLine(c))
	}
}

// UseLine is how a command is typed.
func UseLine(c *cobra.Command) string {
	if c.HasParent() {
		return fmt.Sprintf("%s %s", c.Parent().CommandPath(), c.Use)
	}
	return c.Use
}

// DryRunFlag binds --dry-run.
func DryRunFlag(f *pflag.FlagSet, to *bool) {
	f.BoolVar(to, "dry-run", false, "show what would be changed and change nothing")
}

// Lines are the texts that arguments give: their words joined, or with "-" what
// stands on each line of standard input.
func (s *Session) Lines(args []string) ([]string, error) {
	text := strings.Join(args, " ")
	if text == "-" {
		in, err := io.ReadAll(io.LimitReader(s.Env.Stdin, 1<<20))
		if err != nil {
			return nil, fmt.Errorf("reading standard input: %w", err)
		}
		text = string(in)
	}
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines, nil
}

// ParseRole reads a role a person typed; "" is any.
func ParseRole(word string) (string, error) {
	r, ok := role.Parse(word)
	if word != "" && !ok {
		return "", Usagef("unknown role %q: try %s", word, role.List())
	}
	return r, nil
}
