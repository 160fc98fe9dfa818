package report

import "fmt"

// TrackOpinion is what a history says of one new result.
type TrackOpinion struct {
	Name, Unit     string
	Word           string // step, creep, noise or unknown
	Now, Low, High float64
	Commits        int
}

// HistoryUnread says that a part of a history has no say, or all of it.
func HistoryUnread(folder string, why error) string {
	return fmt.Sprintf("history: not all of %s was asked: %s", plain(folder), plain(why.Error()))
}

// Sentence is an opinion in words.
func (o TrackOpinion) Sentence() string {
	text := fmt.Sprintf("history: %s %s: ", plain(o.Name), o.Unit)
	span := fmt.Sprintf("%s to %s in %s", Value(o.Low, o.Unit), Value(o.High, o.Unit), counted(o.Commits, "commit", "commits"))
	switch o.Word {
	case "step":
		return text + fmt.Sprintf("a step: %s, after %s", Value(o.Now, o.Unit), span)
	case "creep":
		return text + fmt.Sprintf("a creep: it has been getting worse slowly, %s", span)
	case "noise":
		return text + fmt.Sprintf("noise: %s, within %s", Value(o.Now, o.Unit), span)
	}
	return text + "too few commits of this machine and build to tell"
}
