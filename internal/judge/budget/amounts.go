package budget

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Amounts are what the process of a benchmark does per operation, beside allocating. A count
// below 0 is unknown.
type Amounts struct {
	Known    bool    // whether anything was counted
	Calls    float64 // from Go into C
	Requests float64 // system calls that read or write
	Bytes    float64 // that these move
	Faults   float64 // page faults
}

// amountLeast is the count per operation from which on it has a price. Less is done beside
// the benchmark.
const amountLeast = 0.01

// Worth are the amounts that are worth a price: unknown ones and trifles are 0.
func (a Amounts) Worth() Amounts {
	for _, x := range []*float64{&a.Calls, &a.Requests, &a.Faults} {
		if *x < amountLeast {
			*x = 0
		}
	}
	if a.Requests == 0 || a.Bytes < 0 {
		a.Bytes = 0
	}
	return a
}

// less are the amounts that a has more than b.
func (a Amounts) less(b Amounts) Amounts {
	return Amounts{Calls: a.Calls - b.Calls, Requests: a.Requests - b.Requests, Bytes: a.Bytes - b.Bytes, Faults: a.Faults - b.Faults}
}

// Largest has the larger one of each amount.
func (a Amounts) Largest(b Amounts) Amounts {
	return Amounts{
		Calls: max(a.Calls, b.Calls), Requests: max(a.Requests, b.Requests),
		Bytes: max(a.Bytes, b.Bytes), Faults: max(a.Faults, b.Faults),
	}
}

// Prices are what things cost, in nanoseconds, by several ways to do each. The cheapest and
// the dearest way bound a price. What was not measured has none.
type Prices struct {
	Objects []ObjectPrice
	Call    []float64 // an empty call into C
	Request []float64 // a system call that reads one byte
	Byte    []float64 // each further byte that it reads
	Fault   []float64 // the first touch of a page
}

// PricedRows are the rows that a benchmark may have prices for, in the order of a report.
func PricedRows() []Row { return []Row{Allocation, Collection, Faults, Calls, System} }

// priced are the rows that have a count and a price, in the order of [PricedRows]. Their
// intervals are ranges: from all at their cheapest to all at their dearest.
func (p Prices) priced(classes []Class, done Amounts) (parts []Part) {
	parts = pricedObjects(classes, p.Objects)
	for _, row := range []struct {
		row  Row
		paid []payment
	}{
		{Faults, []payment{{p.Fault, done.Faults}}},
		{Calls, []payment{{p.Call, done.Calls}}},
		{System, []payment{{p.Request, done.Requests}, {p.Byte, done.Bytes}}},
	} {
		e := interval.Estimate{Confidence: Confidence}
		for _, one := range row.paid {
			if len(one.prices) > 0 {
				e = paid(e, one.prices, one.times)
			}
		}
		if math.Abs(e.Lo)+math.Abs(e.Hi) > 0 {
			parts = append(parts, Part{row.row, e})
		}
	}
	return parts
}

// payment is a price, and how often an operation pays it.
type payment struct {
	prices []float64
	times  float64
}
