package bench

// Card is the liability card of a scenario: what holding a view asks of people,
// beside time. It stands with every answer.
type Card struct {
	Valid    string   `json:"valid"`    // how long a view may be used
	Frees    string   `json:"frees"`    // who frees the memory
	Mutation string   `json:"mutation"` // who may write, and whether it is seen
	Threads  string   `json:"threads"`  // what other goroutines and threads may do meanwhile
	Failure  string   `json:"failure"`  // how it fails when a rule is broken
	Incident Incident `json:"incident"`
}

// Incident is a case in which it went wrong for someone.
type Incident struct {
	What   string `json:"what"`   // in a sentence
	Source string `json:"source"` // where it can be read: an address or owner/repository#number
}
