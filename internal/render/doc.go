// Package render is what reaches a screen or a pipe.
//
// A person and a program read differently, so every listing has two shapes:
// on a terminal aligned columns, cut to the width, with a header and colour;
// in a pipe one record a line, fields separated by tabs, whole and plain.
//
// Text and style are kept apart until the last moment. Notes may come from
// anyone, so text is cleaned of control bytes on its way to a terminal; only
// this package writes escape sequences.
package render
