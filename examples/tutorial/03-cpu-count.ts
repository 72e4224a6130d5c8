// Count the processors
// Watch the chart of the processors: it has a line for each of them.
import { cpuCount } from 'multiprocessing'

if (import.meta.main) {
  console.log(`The number of CPU currently working in system : ${cpuCount()}`)
}
