package bench

// Card is the liability card of a scenario: the duties of people who hold a view. It
// stands with every answer.
type Card struct {
	Valid    string   `json:"valid"`    // how long a view may be used
	Frees    string   `json:"frees"`    // who frees the memory
	Mutation string   `json:"mutation"` // who may write, and whether it is seen
	Threads  string   `json:"threads"`  // what other goroutines and threads may do meanwhile
	Failure  string   `json:"failure"`  // how it fails when a rule is broken
	Incident Incident `json:"incident"`
}

// Incident is a case of damage by a view.
type Incident struct {
	What   string `json:"what"`   // in a sentence
	Source string `json:"source"` // where it can be read: an address or owner/repository#number
}
