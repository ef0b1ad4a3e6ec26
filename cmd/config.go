package cmd

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/notes"
	"oneonone/notes/page"
)

func newConfigCmd(s *session) *cobra.Command {
	var asJSON, unset, dryRun bool
	c := &cobra.Command{
		Use:   "config [KEY [VALUE]]",
		Short: "Show or set what oneonone.yaml says",
		Example: `  oneonone config                         everything, as it is in force
  oneonone config me "Sam Rivera"
  oneonone config topics.max 3
  oneonone config aliases "sam, SR"
  oneonone config --unset topics.max`,
		Args: argsBetween(0, 2),
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
				return usagef("--unset takes one key")
			case unset:
				return s.setConfig(c.Context(), args[0], "", dryRun)
			case len(args) == 2:
				return s.setConfig(c.Context(), args[0], args[1], dryRun)
			}
			return s.showConfig(args, asJSON)
		},
	}
	jsonFlag(c.Flags(), &asJSON)
	c.Flags().BoolVar(&unset, "unset", false, "take a setting away")
	dryRunFlag(c.Flags(), &dryRun)
	return c
}

// settingJSON is a setting as config --json gives it.
type settingJSON struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

func (s *session) showConfig(args []string, asJSON bool) error {
	w, err := s.open()
	if err != nil {
		return err
	}
	rows := []settingJSON{}
	table := render.Table{Columns: []render.Column{{Name: "setting", Fixed: true}, {Name: "value"}, {Name: "what it is"}}}
	for _, v := range w.Settings.Values() {
		if len(args) == 1 && args[0] == v.Key {
			_, err := fmt.Fprintln(s.env.Stdout, v.Value)
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
		return render.JSON(s.env.Stdout, rows)
	}
	s.say("settings of %s", w.shown(page.SettingsFile))
	return table.Write(s.output())
}

func (s *session) setConfig(ctx context.Context, key, value string, dryRun bool) error {
	if strings.ContainsFunc(value, unicode.IsControl) {
		return usagef("the value %q has control characters", value)
	}
	if key == "author" && value != "" {
		if _, err := parseAuthor(value); err != nil {
			return err
		}
	}
	_, err := s.change(ctx, dryRun, func(w *workspace) (*plan, error) {
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
		return &plan{changes: []page.Change{{Path: page.SettingsFile, Old: old, New: src}}, message: history.Message{Subject: subject}}, nil
	})
	return err
}
