// Package pages draws pages for a browser or for paper: one file each, without
// scripts, and with nothing to fetch. Drawings carry their facts as text too.
package pages
