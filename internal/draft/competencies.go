package draft

import (
	"slices"

	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/template"
)

// Competencies returns what is asked of somebody in their role: the items under
// "Competencies" in the folder's own templates, in the one their entries start
// from or in those for their role.
func Competencies(f *notes.Folder, p *notes.Person) ([]string, error) {
	set, err := template.NewSet(f.FS)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, t := range set.Own() {
		if t.Name != p.Template && !slices.Contains(t.Roles, p.Role) {
			continue
		}
		raw, err := set.Get(t.Name)
		if err != nil {
			return nil, err
		}
		for _, m := range f.Grammar().ParseText(t.Path, []byte(raw), f.Today).Remarks() {
			if m.Kind == page.SectionCompetency && m.Under < 0 && !slices.Contains(all, m.Text) {
				all = append(all, m.Text)
			}
		}
	}
	return all, nil
}
