package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/measure/plant"
)

// pretending are the controls of badbench: one that is caught, and arms that no
// stage can catch as it must, because they are honest, lie in another way or
// cannot be tried. To the command that is a program whose proof, checksum and
// ceiling are broken.
func pretending() []plant.Control {
	honest := plant.Sliced("HonestArms", plant.HonestCopy, plant.HonestView)
	named := func(name string) bench.Scenario { honest.Name = name; return honest }
	broken := honest
	broken.Name, broken.Ready = "BrokenLibrary", func() error { return errors.New("the library has the wrong version") }
	return []plant.Control{
		plant.Controls()[0],
		{Scenario: named("HonestView"), Arm: "view", Pretends: "to lie", By: plant.Proof, Words: "it claims to be a view"},
		{Scenario: named("HonestSum"), Arm: "view", Pretends: "to lie", By: plant.Checksum, Words: "unsteady"},
		{Scenario: named("HonestReader"), Arm: "view", Pretends: "to lie", By: plant.Ceiling, Words: "did not read"},
		{Scenario: plant.Sliced("OtherLie", plant.HonestCopy, plant.CopyAsView), Arm: "view", Pretends: "to read once", By: plant.Ceiling, Words: "it claims to be a view"},
		{Scenario: plant.Sliced("OtherWords", plant.HonestCopy, plant.CopyAsView), Arm: "view", Pretends: "to skip bytes", By: plant.Proof, Words: "its checksum stays the same"},
		{Scenario: plant.Sliced("OtherArm", plant.HonestCopy, plant.CopyAsView), Arm: "copy", Pretends: "to lie", By: plant.Proof, Words: "it claims to be a view"},
		{Scenario: broken, Arm: "view", Pretends: "to lie", By: plant.Proof, Words: "wrong version"},
	}
}

// pretendedLLC names the environment variable by which the programs of tests take a
// last-level cache of another size for theirs, such as 300MiB.
const pretendedLLC = "BUFBENCH_TEST_LLC"

// pretendedCaches are those of this machine, but for the size that the environment
// says; zero where it says none.
func pretendedCaches() machine.CacheSizes {
	text := os.Getenv(pretendedLLC)
	if text == "" {
		return machine.CacheSizes{}
	}
	sizes, err := bench.ParseSizes(text)
	if err != nil || len(sizes) != 1 {
		fmt.Fprintf(os.Stderr, "%s=%s is not a size such as 300MiB: %v\n", pretendedLLC, text, err)
		os.Exit(exit.Usage)
	}
	caches := machine.Caches("/")
	caches.LLC = uint64(sizes[0])
	return caches
}
