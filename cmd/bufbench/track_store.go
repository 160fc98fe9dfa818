package main

import (
	"github.com/bufbench/bufbench/internal/runs/track"
	"github.com/bufbench/bufbench/internal/track/index"
	"github.com/bufbench/bufbench/internal/track/store"
	"github.com/urfave/cli/v3"
)

// recordFlags say where the record is.
func recordFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "record", Value: track.DefaultFolder(), Usage: "`folder` of the record"},
		&cli.StringFlag{Name: "db", Usage: "keep the record in PostgreSQL, at a `URL`: postgres://user@host/database"},
	}
}

// placeOf is where the record is. Whoever calls it calls done.
func (a *app) placeOf(c *cli.Command) (p track.Place, done func(), err error) {
	p = a.folderOf(c.String("record"))
	p.Rev = c.String("rev")
	if !c.IsSet("db") {
		return p, func() {}, nil
	}
	if c.IsSet("record") {
		return p, nil, usagef("-record and -db: a record is in a folder or in a database")
	}
	s, err := store.Open(c.String("db"))
	if err != nil {
		return p, nil, err
	}
	p.Store = s
	return p, func() { s.Close() }, nil
}

// folderOf is a record in a folder, which is read by its index.
func (a *app) folderOf(folder string) track.Place {
	x := index.Index{Path: index.PathOf(folder), Least: index.Least, Say: func(format string, args ...any) { a.say("bufbench: "+format, args...) }}
	return track.Place{Folder: folder, Read: x.Collect, Dir: "."}
}
