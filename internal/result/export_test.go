package result

// ParseName is parseName.
var ParseName = parseName
