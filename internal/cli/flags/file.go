package flags

import (
	"errors"
	"io/fs"
	"os"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/host/regular"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/urfave/cli/v3"
)

// ForAcks declares the file of acknowledgements.
func ForAcks() cli.Flag {
	return &cli.StringFlag{Name: "ack", Value: "bufbench.ack.toml", Usage: "`file` of what is acknowledged to be worse"}
}

// ReadAcks reads the file of [ForAcks].
func ReadAcks(c *cli.Command) ([]gate.Ack, error) {
	text, err := fileOf(c, "ack")
	if err != nil {
		return nil, err
	}
	acks, err := gate.ReadAcks(text, c.String("ack"))
	if err != nil {
		return nil, exit.Usagef("%v", err)
	}
	return acks, nil
}

// ForConfig declares the file of claims.
func ForConfig() cli.Flag {
	return &cli.StringFlag{Name: "config", Value: "bufbench.toml", Usage: "`file` of claims"}
}

// ReadConfig reads the file of [ForConfig].
func ReadConfig(c *cli.Command) (config gate.Config, err error) {
	text, err := fileOf(c, "config")
	if err != nil || text == nil {
		return config, err
	}
	if config, err = gate.ReadConfig(text, c.String("config")); err != nil {
		return config, exit.Usagef("%v", err)
	}
	return config, nil
}

// fileOf is the text of a file that a flag names. It may be missing unless the flag is set.
func fileOf(c *cli.Command, flag string) ([]byte, error) {
	const most = 16 << 20
	text, err := regular.ReadFile(c.String(flag), most)
	if errors.Is(err, fs.ErrNotExist) && !c.IsSet(flag) {
		if _, link := os.Lstat(c.String(flag)); link != nil {
			return nil, nil
		}
		// Somebody wanted such a file. Without it the gate would hold nothing.
		return nil, exit.Usagef("%v: it is a link to nothing (mend the link, or delete it)", err)
	}
	if err != nil {
		return nil, exit.Usagef("%v", err)
	}
	return text, nil
}
