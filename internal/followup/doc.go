// Package followup is what a person does to promises: names them, changes them,
// lists them, and at the end of a meeting fills in what is missing and settles what may be one.
package followup
