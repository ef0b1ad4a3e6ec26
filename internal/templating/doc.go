// Package templating is what a person does to templates: they are listed, shown,
// copied, edited and checked.
package templating
