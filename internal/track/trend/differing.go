package trend

import "strings"

// Differing are environments in short: the values of the settings that are not the same in
// all of them.
func Differing(envs []string) map[string]string {
	values := map[string]map[string]int{} // how many environments have a value of a key
	for _, env := range envs {
		for _, s := range SettingsOf(env) {
			if values[s.Key] == nil {
				values[s.Key] = map[string]int{}
			}
			values[s.Key][s.Value]++
		}
	}
	short := map[string]string{}
	for _, env := range envs {
		var words []string
		for _, s := range SettingsOf(env) {
			if values[s.Key][s.Value] < len(envs) {
				words = append(words, s.Value)
			}
		}
		short[env] = strings.Join(words, " ")
	}
	return short
}
