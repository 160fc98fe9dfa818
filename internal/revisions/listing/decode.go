package listing

import (
	"bytes"
	"debug/elf"
	"encoding/hex"
	"fmt"

	"golang.org/x/arch/arm64/arm64asm"
	"golang.org/x/arch/x86/x86asm"
)

// decode disassembles a function, in the words of Go's assembler. At of a row is its
// distance from the beginning.
func (p program) decode(s elf.Symbol, symbols functions) ([]Row, error) {
	code, err := p.read(s.Value, s.Size)
	if err != nil {
		return nil, err
	}
	one := decoderOf(p.Machine)
	if one == nil {
		return nil, fmt.Errorf("instructions of %s are not decoded", p.Machine)
	}
	var rows []Row
	for at := 0; at < len(code); {
		text, size := one(code[at:], s.Value+uint64(at), symbols)
		if size < 1 || size > len(code)-at {
			size = 1
			text = "?" // data, or an instruction that is newer than the decoder
		}
		if text == "?" {
			text = "? " + hex.EncodeToString(code[at:at+size])
		}
		rows = append(rows, Row{At: int64(at), Text: text})
		at += size
	}
	return rows, nil
}

// decoder decodes the first instruction of some code. The text is ? if it is unknown.
type decoder func(code []byte, addr uint64, symbols functions) (text string, size int)

// decoderOf is the decoder of a machine; nil if there is none.
func decoderOf(m elf.Machine) decoder {
	switch m {
	case elf.EM_X86_64:
		return amd64
	case elf.EM_AARCH64:
		return arm64
	}
	return nil
}

func amd64(code []byte, addr uint64, symbols functions) (string, int) {
	in, err := x86asm.Decode(code, 64)
	if err != nil || in.Op == 0 {
		return "?", 1
	}
	return x86asm.GoSyntax(in, addr, symbols.name), in.Len
}

func arm64(code []byte, addr uint64, symbols functions) (string, int) {
	const size = 4
	if len(code) < size {
		return "?", len(code)
	}
	in, err := arm64asm.Decode(code)
	if err != nil {
		return "?", size
	}
	return arm64asm.GoSyntax(in, addr, symbols.name, bytes.NewReader(nil)), size
}
