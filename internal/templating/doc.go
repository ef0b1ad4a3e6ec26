// Package templating is what the user does with templates: list, show, copy, edit
// and check them.
//
//	list.go   template list and show
//	copy.go   template copy, and what a template may be called
//	edit.go   template edit
//	check.go  template check
package templating
