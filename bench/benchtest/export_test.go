package benchtest

// CompareBy is [Compare] by other clocks.
var CompareBy = compare
