package main

import (
	"github.com/bufbench/bufbench/internal/result"
	"github.com/urfave/cli/v3"
	"golang.org/x/perf/benchfmt"
)

// unitFlag returns the flag for the better direction of a unit, if the texts do not say
// it. Commands that have it set DisableSliceFlagSeparator: a unit may have a comma.
func unitFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "unit", Usage: "which way is better of a unit of your own, such as 'mgas/s better=higher'; `repeatable`"}
}

// unitsOf reads what is said of units; what names the place in errors.
func unitsOf(what string, said []string) (benchfmt.UnitMetadataMap, error) {
	units, err := result.ParseUnits(said)
	if err != nil {
		return nil, usagef("%s: %v", what, err)
	}
	return units, nil
}
