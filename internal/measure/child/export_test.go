package child

// ClockFor is clockFor.
var ClockFor = clockFor
