package runner

// Launches is launches.
var Launches = launches
