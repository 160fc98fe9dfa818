package trackcmd

import (
	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/streams"
	"github.com/bufbench/bufbench/internal/runs/track"
	"github.com/bufbench/bufbench/internal/track/index"
	"github.com/bufbench/bufbench/internal/track/store"
	"github.com/urfave/cli/v3"
)

// forRecord declares where the record is, and adds further flags.
func forRecord(more ...cli.Flag) []cli.Flag {
	return append([]cli.Flag{
		&cli.StringFlag{Name: "record", Value: track.DefaultFolder(), Usage: "`folder` of the record"},
		&cli.StringFlag{Name: "db", Usage: "keep the record in PostgreSQL, at a `URL`: postgres://user@host/database"},
	}, more...)
}

// readPlace reads where the record is. Whoever calls it calls done.
func readPlace(c *cli.Command, s *streams.Streams) (p track.Place, done func(), err error) {
	p = Folder(s, c.String("record"))
	p.Rev = c.String("rev")
	if !c.IsSet("db") {
		return p, func() {}, nil
	}
	if c.IsSet("record") {
		return p, nil, exit.Usagef("-record and -db: a record is in a folder or in a database")
	}
	db, err := store.Open(c.String("db"))
	if err != nil {
		return p, nil, err
	}
	p.Store = db
	return p, func() { db.Close() }, nil
}

// Folder is a record in a folder, which is read by its index.
func Folder(s *streams.Streams, folder string) track.Place {
	x := index.Index{Path: index.PathOf(folder), Least: index.Least, Say: func(format string, args ...any) { s.Say("bufbench: "+format, args...) }}
	return track.Place{Folder: folder, Read: x.Collect, Dir: "."}
}
