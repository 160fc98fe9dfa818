package machine

import "strconv"

const cpuDir = "sys/devices/system/cpu/"

// online are the CPUs that run.
func (t tree) online() []int { return cpuList(t.Text(cpuDir + "online")) }

// cpuFolder is the folder of one CPU.
func cpuFolder(cpu int) string { return cpuDir + "cpu" + strconv.Itoa(cpu) + "/" }
