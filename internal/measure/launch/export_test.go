package launch

// ClockFor is clockFor.
var ClockFor = clockFor
