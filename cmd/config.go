package cmd

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/habits"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

func newConfigCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	var unset, dryRun bool
	c := &cobra.Command{
		Use:   "config [KEY [VALUE]]",
		Short: "Show or change the settings in oneonone.yaml",
		Example: `  oneonone config                         all settings in effect
  oneonone config me "Sam Rivera"
  oneonone config topics.max 3
  oneonone config aliases "sam, SR"
  oneonone config --unset topics.max`,
		Args: cli.ArgsBetween(0, 2),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var keys []cobra.Completion
			if len(args) == 0 {
				for _, v := range settings.Default().Values() {
					keys = append(keys, cobra.CompletionWithDesc(v.Key, v.About))
				}
			}
			return keys, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case unset && len(args) != 1:
				return cli.Usagef("--unset needs exactly one key")
			case unset:
				return setConfig(c.Context(), s, args[0], "", dryRun)
			case len(args) == 2 && as.Data():
				return cli.Usagef("--json and --csv list settings: leave the value out")
			case len(args) == 2:
				return setConfig(c.Context(), s, args[0], args[1], dryRun)
			}
			return showConfig(c.Context(), s, args, as)
		},
	}
	cli.BindFormat(s, c, &as, screen.Settings)
	c.Flags().BoolVar(&unset, "unset", false, "remove a setting")
	cli.DryRunFlag(c.Flags(), &dryRun)
	cli.Exclude(c, "unset", "json", "csv")
	return c
}

func showConfig(ctx context.Context, s *cli.Session, args []string, as cli.Format) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	all := w.Settings.Values()
	if len(args) == 1 {
		all = slices.DeleteFunc(all, func(v settings.Setting) bool { return v.Key != args[0] })
		if len(all) == 0 {
			_, err := settings.Set(nil, args[0], "", habits.Names) // the error lists the keys there are
			return err
		}
		if !as.Data() {
			_, err := fmt.Fprintln(s.Env.Stdout, all[0].Value)
			return err
		}
	} else if !as.Data() {
		s.Say("settings of %s", w.Shown(page.SettingsFile))
	}
	return cli.Print(ctx, s, as, &render.Listing[settings.Setting]{Columns: screen.Settings, Rows: all}, "")
}

func setConfig(ctx context.Context, s *cli.Session, key, value string, dryRun bool) error {
	if strings.ContainsFunc(value, unicode.IsControl) {
		return cli.Usagef("the value %q contains control characters", value)
	}
	if key == "author" && value != "" {
		if _, err := cli.ParseAuthor(value); err != nil {
			return err
		}
	}
	value, err := asWritten(s, key, value)
	if err != nil {
		return err
	}
	_, err = s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		old, err := fs.ReadFile(w.FS, page.SettingsFile)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", page.SettingsFile, err)
		}
		src, said, err := withSetting(w, old, key, value)
		if err != nil {
			return nil, err
		}
		subject := "Set " + key
		if value == "" {
			subject = "Unset " + key
		}
		return &cli.Plan{Changes: []page.Change{{Path: page.SettingsFile, Old: old, New: src}}, Message: history.Message{Subject: subject}, Said: said}, nil
	})
	return err
}

// withSetting is oneonone.yaml with one setting changed, and what that means for
// the promises so far. Your former name stays an alias.
func withSetting(w *cli.Workspace, old []byte, key, value string) (src []byte, said []string, err error) {
	if key == "me" {
		src, kept, err := w.Settings.Rename(old, value, habits.Names)
		if kept {
			said = append(said, fmt.Sprintf("%q stays an alias: promises under it are still yours", w.Settings.Me))
		}
		return src, said, err
	}
	src, err = settings.Set(old, key, value, habits.Names)
	if err != nil || key != "aliases" {
		return src, nil, err
	}
	now, err := settings.Parse(src, habits.Names)
	if err != nil {
		return nil, nil, err
	}
	for _, name := range clause.Without(w.Settings.Aliases, append(now.Aliases, now.Me)) {
		said = append(said, fmt.Sprintf("warning: %q in the notes no longer means you; oneonone undo takes that back", name))
	}
	return src, said, nil
}

// asWritten turns a value as typed into the form the file keeps: leave with its
// days spelt out, a role in full.
func asWritten(s *cli.Session, key, value string) (string, error) {
	switch {
	case value == "":
		return "", nil
	case key == "away":
		leaves, err := s.ParseLeaves(strings.Split(value, ","))
		return strings.Join(leaves, ", "), err
	case key == "defaults.cadence":
		_, err := when.ParseCadence(value)
		return value, err
	case key == "defaults.role":
		return cli.ParseRole(value)
	}
	return value, nil
}
