package budget

import (
	"slices"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// Confidence is the level of all intervals.
const Confidence = 0.95

// Part is one row of a budget, in nanoseconds per operation.
type Part struct {
	Row  Row
	Time interval.Estimate
}

// Budget is where the time of an operation of one arm goes. The centres of the parts and
// of Unexplained add up to that of Time.
type Budget struct {
	Arm         string
	Work        launch.Work // of an operation, as the first launch counted it
	Faults      float64     // page faults of an operation, the mean of all launches
	Time        interval.Estimate
	Parts       []Part // every row with a cost
	Unexplained interval.Estimate
	Others      interval.Estimate  // the collector's CPU time on other threads; no part of Time
	Unread      *interval.Estimate // what the arm saves if it reads nothing; nil if that is unknown
	Differenced bool               // the row reading is Unread: the arm reads without the kernel
	Events      []Event            // perf events of an operation; none where nothing was counted
}

// Difference is how much longer one arm takes than another, measured in pairs, and the
// difference of their budgets.
type Difference struct {
	Arm, Than   string
	Time        interval.Estimate
	Parts       []Part
	Unexplained interval.Estimate
	Priced      []Part // of a benchmark: rows by count and price, and no part of the sum
}

// Book are the budgets of one case.
type Book struct {
	Budgets     []Budget     // by arm
	Differences []Difference // from the fastest arm, by arm
	Launches    int
	Clock       launch.Clock // of all times
	Lacks       []string     // what could not be counted or priced
}

// Of makes the budgets of the launches of one case. All launches have the same arms.
func Of(ledgers []*launch.Ledger) Book {
	if len(ledgers) == 0 {
		return Book{}
	}
	accounts := make([][]account, len(ledgers)) // by launch and arm
	for i, l := range ledgers {
		s := sheetOf(l)
		for arm := range s.arms {
			accounts[i] = append(accounts[i], s.account(arm))
		}
	}
	b := Book{Launches: len(ledgers), Clock: ledgers[0].Record.Clock, Lacks: append(slices.Clone(ledgers[0].Lacks), uncounted(ledgers[0])...)}
	first := ledgers[0]
	fastest := 0
	for arm := range accounts[0] {
		b.Budgets = append(b.Budgets, budgetOf(first, arm, column(accounts, arm)))
		b.Budgets[arm].Events = eventsOf(ledgers, arm)
		if b.Budgets[arm].Time.Center < b.Budgets[fastest].Time.Center {
			fastest = arm
		}
	}
	for arm := range accounts[0] {
		if arm != fastest {
			b.Differences = append(b.Differences, differenceOf(first, arm, fastest, accounts))
		}
	}
	return b
}

// column are the accounts of one arm, by launch.
func column(accounts [][]account, arm int) (all []account) {
	for _, launch := range accounts {
		all = append(all, launch[arm])
	}
	return all
}

func budgetOf(first *launch.Ledger, arm int, all []account) Budget {
	b := Budget{Arm: first.Record.Rivals[arm].Name, Work: first.Works[arm]}
	b.Time = estimate(all, func(a account) float64 { return a.time })
	b.Parts, b.Unexplained = parts(all, b.Time)
	b.Others = estimate(all, func(a account) float64 { return a.others })
	for _, a := range all {
		b.Faults += a.faults / float64(len(all))
	}
	unread := estimate(all, func(a account) float64 { return a.unread })
	if unread.Center != 0 {
		b.Unread = &unread
		b.Differenced = b.Work.Reads == 0
	}
	return b
}

func differenceOf(first *launch.Ledger, arm, than int, accounts [][]account) Difference {
	d := Difference{Arm: first.Record.Rivals[arm].Name, Than: first.Record.Rivals[than].Name}
	var all []account
	for _, launch := range accounts {
		all = append(all, launch[arm].less(launch[than]))
	}
	d.Time = estimate(all, func(a account) float64 { return a.time })
	d.Parts, d.Unexplained = parts(all, d.Time)
	return d
}

// less is the difference of two accounts of one launch.
func (a account) less(b account) account {
	d := account{time: a.time - b.time, parts: map[Row]float64{}}
	for _, row := range Rows() {
		d.parts[row] = a.parts[row] - b.parts[row]
	}
	return d
}

// parts are the rows with a cost, and the rest of the time.
func parts(all []account, time interval.Estimate) (rows []Part, rest interval.Estimate) {
	rest = estimate(all, account.rest)
	rest.Center = time.Center
	for _, row := range Rows() {
		e := estimate(all, func(a account) float64 { return a.parts[row] })
		if e.Center == 0 && e.Lo <= 0 && e.Hi >= 0 && none(all, row) {
			continue
		}
		rows = append(rows, Part{row, e})
		rest.Center -= e.Center
	}
	// Centres of estimates do not add up by themselves. The rest makes them, so its
	// interval must hold its centre.
	rest.Lo, rest.Hi = min(rest.Lo, rest.Center), max(rest.Hi, rest.Center)
	return rows, rest
}

// none reports whether a row costs nothing in every launch.
func none(all []account, row Row) bool {
	for _, a := range all {
		if a.parts[row] != 0 {
			return false
		}
	}
	return true
}

// estimate is a figure of launches with its interval.
func estimate(all []account, of func(account) float64) interval.Estimate {
	var x []float64
	for _, a := range all {
		x = append(x, of(a))
	}
	return interval.HodgesLehmann(x, Confidence)
}
