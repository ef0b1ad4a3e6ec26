package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"oneonone/internal/lookup"
	"oneonone/internal/role"
)

// UnknownCommand says that a word is not a command, and which one was probably meant.
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
	for _, sub := range c.Commands() {
		if sub.Name() == "list" && sub.IsAvailableCommand() && strings.Contains(sub.Use, "PERSON") {
			return Hinted(err, "%s list %s, for a person; %s --help lists the commands", c.CommandPath(), word, c.CommandPath())
		}
	}
	return Hinted(err, "%s --help lists the commands", c.CommandPath())
}

// OrCommand is the error for a word that is not a person, or for a misspelt
// command of c where it is close to one.
func OrCommand(c *cobra.Command, err error) error {
	var nobody *lookup.NotFoundError
	if !errors.As(err, &nobody) || len(nobody.Near) > 0 {
		return err
	}
	for _, sub := range c.Commands() {
		if near := lookup.Near(nobody.Name, []string{sub.Name()}); len(near) > 0 {
			return Hinted(Usagef("no person or command %q", nobody.Name), "did you mean %s %s?", c.CommandPath(), near[0])
		}
	}
	return err
}

// NeedSubcommand is the error of a command that only groups others.
func NeedSubcommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return c.Help()
	}
	return UnknownCommand(c, args[0])
}

// ArgsBetween checks the number of arguments and on a mismatch shows the usage.
func ArgsBetween(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		name := strings.TrimPrefix(c.CommandPath(), c.Root().Name()+" ")
		switch words := strings.Fields(c.Use)[1:]; {
		case len(args) < least && len(words) > len(args):
			return Hinted(Usagef("%s needs %s", name, strings.Trim(words[len(args)], "[].…")), "%s", UseLine(c))
		case len(args) < least:
			return Hinted(Usagef("%s needs more arguments", name), "%s", UseLine(c))
		case most >= 0 && len(args) > most:
			return Hinted(Usagef("%s: %q is one argument too many", name, args[most]), "%s", UseLine(c))
		}
		return nil
	}
}

// Exclude declares that a flag goes with none of the others.
func Exclude(c *cobra.Command, flag string, others ...string) {
	for _, other := range others {
		c.MarkFlagsMutuallyExclusive(flag, other) // so that completion knows
	}
	args := c.Args
	c.Args = func(c *cobra.Command, words []string) error {
		for _, other := range others {
			if c.Flags().Changed(flag) && c.Flags().Changed(other) {
				return Usagef("--%s and --%s exclude each other", flag, other)
			}
		}
		if args == nil {
			return nil
		}
		return args(c, words)
	}
}

// Needs declares that a flag goes only with another.
func Needs(c *cobra.Command, flag, other string) {
	args := c.Args
	c.Args = func(c *cobra.Command, words []string) error {
		if c.Flags().Changed(flag) && !c.Flags().Changed(other) {
			return Usagef("--%s goes with --%s", flag, other)
		}
		return args(c, words)
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

// NewFileFlag binds -o, the file that a command writes instead of printing. An empty
// name, as from an unset shell variable, is refused: it would print what was meant for
// a file. So is "-", which would make a file of that name.
func NewFileFlag(f *pflag.FlagSet, to *string, usage string) {
	f.VarP((*fileName)(to), "output", "o", usage)
}

type fileName string

func (n *fileName) String() string { return string(*n) }
func (n *fileName) Type() string   { return "string" }
func (n *fileName) Set(name string) error {
	if name == "" || name == "-" {
		return errors.New("no name of a file")
	}
	*n = fileName(name)
	return nil
}

// Lines returns the texts that arguments give: their words joined, or with "-"
// each line of standard input.
func (s *Session) Lines(args []string) ([]string, error) {
	text := strings.Join(args, " ")
	if text == "-" {
		const most = 1 << 20
		in, err := io.ReadAll(io.LimitReader(s.Env.Stdin, most+1))
		if err == nil && len(in) > most {
			err = errors.New("more than 1 MB")
		}
		if err != nil {
			return nil, fmt.Errorf("reading standard input: %w", err)
		}
		text = string(in)
	}
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, " \t\r\n"); strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
	}
	return lines, nil
}

// ParseRole reads a role as typed; "" is any.
func ParseRole(word string) (string, error) {
	r, ok := role.Parse(word)
	if word != "" && !ok {
		return "", Usagef("unknown role %q: try %s", word, role.List())
	}
	return r, nil
}

// Address makes the path of a directory absolute, relative to dir; any other
// address is left as it is.
func Address(dir, url string) (string, error) {
	if strings.HasPrefix(url, "-") {
		return "", Usagef("invalid address %q", url)
	}
	if strings.Contains(url, ":") || filepath.IsAbs(url) {
		return url, nil
	}
	return filepath.Join(dir, url), nil
}

// WordsApart moves the words of a command line that are not flags behind "--"
// when one of them looks like a flag but cannot be one: "-1", "- [ ] text".
func WordsApart(root *cobra.Command, args []string) []string {
	if !slices.ContainsFunc(args, neverFlag) {
		return args
	}
	c, rest, err := root.Find(args)
	if err != nil || c.DisableFlagParsing {
		return args
	}
	flags, words := strings.Fields(c.CommandPath())[1:], []string{"--"}
	for i := 0; i < len(rest); i++ {
		switch arg := rest[i]; {
		case arg == "--":
			return slices.Concat(flags, words, rest[i+1:])
		case arg == "-" || !strings.HasPrefix(arg, "-") || neverFlag(arg):
			words = append(words, arg)
		case takesNext(c, arg) && i+1 < len(rest):
			i++
			flags = append(flags, arg, rest[i])
		default:
			flags = append(flags, arg)
		}
	}
	return slices.Concat(flags, words)
}

// neverFlag reports whether a word begins like a flag but has no letter where a
// flag's name would begin.
func neverFlag(arg string) bool {
	name := strings.TrimLeft(arg, "-")
	first, _ := utf8.DecodeRuneInString(name)
	return len(name) < len(arg) && arg != "-" && arg != "--" && !unicode.IsLetter(first)
}

// takesNext reports whether the value of a flag is the next word.
func takesNext(c *cobra.Command, arg string) bool {
	if strings.Contains(arg, "=") {
		return false
	}
	if name, long := strings.CutPrefix(arg, "--"); long {
		f := c.Flag(name)
		return f != nil && f.NoOptDefVal == ""
	}
	last := arg[len(arg)-1:] // "-xo FILE"
	return slices.ContainsFunc([]*pflag.FlagSet{c.LocalFlags(), c.InheritedFlags()}, func(all *pflag.FlagSet) bool {
		f := all.ShorthandLookup(last)
		return f != nil && f.NoOptDefVal == ""
	})
}
