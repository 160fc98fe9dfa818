//go:build !linux

package main

import "errors"

func smallPages([]string) error {
	return errors.New("smallpages is not available on this system: ask [hugepages] first")
}
