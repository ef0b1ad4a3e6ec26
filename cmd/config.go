package cmd

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/notes"
	"oneonone/notes/page"
)

func newConfigCmd(s *cli.Session) *cobra.Command {
	var asJSON, unset, dryRun bool
	c := &cobra.Command{
		Use:   "config [KEY [VALUE]]",
		Short: "Show or set what oneonone.yaml says",
		Example: `  oneonone config                         everything, as it is in force
  oneonone config me "Sam Rivera"
  oneonone config topics.max 3
  oneonone config aliases "sam, SR"
  oneonone config --unset topics.max`,
		Args: cli.ArgsBetween(0, 2),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var keys []cobra.Completion
			if len(args) == 0 {
				for _, v := range notes.DefaultSettings().Values() {
					keys = append(keys, cobra.CompletionWithDesc(v.Key, v.About))
				}
			}
			return keys, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case unset && len(args) != 1:
				return cli.Usagef("--unset takes one key")
			case unset:
				return setConfig(c.Context(), s, args[0], "", dryRun)
			case len(args) == 2:
				return setConfig(c.Context(), s, args[0], args[1], dryRun)
			}
			return showConfig(s, args, asJSON)
		},
	}
	cli.JSONFlag(c.Flags(), &asJSON)
	c.Flags().BoolVar(&unset, "unset", false, "take a setting away")
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

// settingJSON is a setting as config --json gives it.
type settingJSON struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

func showConfig(s *cli.Session, args []string, asJSON bool) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	rows := []settingJSON{}
	table := render.Table{Columns: []render.TableColumn{{Name: "setting", Fixed: true}, {Name: "value"}, {Name: "what it is"}}}
	for _, v := range w.Settings.Values() {
		if len(args) == 1 && args[0] == v.Key {
			_, err := fmt.Fprintln(s.Env.Stdout, v.Value)
			return err
		}
		rows = append(rows, settingJSON{v.Key, v.Value})
		value := render.Text(v.Value)
		if v.Value == "" {
			value = render.Cell{Text: "–", Style: render.Muted}
		}
		table.Add(render.Text(v.Key), value, render.Cell{Text: v.About, Style: render.Muted})
	}
	if len(args) == 1 {
		_, err := notes.SetSetting(nil, args[0], "")
		return err
	}
	if asJSON {
		return render.JSON(s.Env.Stdout, rows)
	}
	s.Say("settings of %s", w.Shown(page.SettingsFile))
	return table.Write(s.Output())
}

func setConfig(ctx context.Context, s *cli.Session, key, value string, dryRun bool) error {
	if strings.ContainsFunc(value, unicode.IsControl) {
		return cli.Usagef("the value %q has control characters", value)
	}
	if key == "author" && value != "" {
		if _, err := cli.ParseAuthor(value); err != nil {
			return err
		}
	}
	_, err := s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		old, err := fs.ReadFile(w.FS, page.SettingsFile)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", page.SettingsFile, err)
		}
		src, err := notes.SetSetting(old, key, value)
		if err != nil {
			return nil, err
		}
		subject := "Set " + key
		if value == "" {
			subject = "Unset " + key
		}
		return &cli.Plan{Changes: []page.Change{{Path: page.SettingsFile, Old: old, New: src}}, Message: history.Message{Subject: subject}}, nil
	})
	return err
}
