// Package packtest fills values for tests of memories: if a value with something
// in every field comes back unchanged, nothing was forgotten.
package packtest

import (
	"fmt"
	"reflect"
	"slices"

	"oneonone/internal/when"
)

// Fill sets every exported field of what v points to, except those named in but,
// each to a value of its own. Lists get two elements.
func Fill(v any, but ...string) {
	n := 0
	fill(reflect.ValueOf(v).Elem(), but, &n)
}

func fill(v reflect.Value, but []string, n *int) {
	*n++
	if v.Type() == reflect.TypeFor[when.Date]() {
		v.Set(reflect.ValueOf(when.New(2026, 1, 1).AddDays(*n)))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("word%d", *n))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), but, n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && !slices.Contains(but, f.Name) {
				fill(v.Field(i), but, n)
			}
		}
	default:
		panic(fmt.Sprintf("say here what a filled %s looks like", v.Type()))
	}
}
