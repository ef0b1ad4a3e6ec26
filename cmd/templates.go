package cmd

import "oneonone/template"

// templates are the built-in templates with the folder's own in front.
func (w *workspace) templates() (*template.Set, error) { return template.NewSet(w.FS) }
