package screen

import (
	"oneonone/internal/render"
	"oneonone/notes/settings"
)

// Settings are the fields of a setting.
var Settings = []render.Column[settings.Setting]{
	{Name: "key", Doc: "its name", Title: "setting", Fixed: true, Shown: true, Value: func(v settings.Setting) any { return v.Key }},
	{Name: "value", Doc: "what it is set to", Shown: true, Value: func(v settings.Setting) any { return v.Value }},
	{Name: "about", Doc: "what it is", Title: "what it is", Shown: true, Style: render.Muted, Value: func(v settings.Setting) any { return v.About }},
}
