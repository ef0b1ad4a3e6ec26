//go:build !linux

package main

func coldDisk() bool { return false }

func (b *bench) forgetPages() {}
