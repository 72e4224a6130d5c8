/** What is wrong with a lesson's folder, and what of lessons cannot be done. */
const listed = (words: readonly string[]) => words.join(', ')

/** Behind the file and line, or the key; `input` is what stands there, in words. */
const format = {
  noFence: "does not begin with a line '---', below which title and checks stand",
  noEnd: "has no second line '---', which ends title and checks",
  noYaml: (why: string) => `is no YAML here: ${why}`,
  unreadable: (why: string) => `is no YAML that can be read: ${why}`,
  input: { nothing: 'nothing', list: 'a list', keys: 'keys of its own' },
  /** @param near what was meant, or `null` */
  oneOf: (words: readonly string[], input: string, near: string | null) =>
    `must be one of ${listed(words)}, not ${input}${near === null ? '' : didYouMean(near)}`,
  text: (input: string) => `must be a text, not ${input}; write it between quotation marks`,
  empty: 'must not be empty',
  long: (most: number, length: number) => `may have ${most} characters at most, not ${length}`,
  list: (what: string, input: string) => `must be a list of ${what}, each behind a dash, not ${input}`,
  length: (least: number, most: number, what: string, found: number) =>
    `must have ${least} to ${most} ${what}, not ${found}`,
  /** What stands in lists. */
  items: { lines: 'lines', choices: 'choices', watch: 'things to watch', checks: 'checks' },
  number: (input: string) => `must be a number, not ${input}`,
  negative: 'must be zero or more',
  flag: (input: string) => `must be true or false, not ${input}`,
  noPattern: (why: string) => `is no regular expression of JavaScript: ${why}`,
  noKeys: (keys: readonly string[], input: string) => `must have the keys ${listed(keys)}, not ${input}`,
  lacks: (key: string) => `has no '${key}'`,
  unknownKey: (key: string, near: string | null, keys: readonly string[]) =>
    `there is no key '${key}' here${near === null ? '' : didYouMean(near)}; allowed are ${listed(keys)}`,
  unbounded: 'needs a bound: atLeast, atMost or exactly',
  exactlyBeside: 'has exactly beside atLeast or atMost; one of them is enough',
  crossed: 'has an atLeast that is above its atMost',
  either: (keys: readonly string[]) => `must have exactly one of ${listed(keys)}`,
  nothingCompared: 'needs sizes, repeats or best',
  twoDemands: (first: string, second: string) => `demands ${first} and ${second}; make it two checks`,
  noDemand: (known: readonly string[]) => `demands nothing; a check has exactly one of ${listed(known)}`,
  noneRight: 'must have one with right: true',
  minutes: (most: number) => `must be a whole number of minutes from 1 to ${most}`,
}

function didYouMean(near: string): string {
  return `; did you mean '${near}'`
}

/** Behind the file's name. */
const file = {
  folder: 'is a folder; it must be a file',
  noFile: 'is no file',
  large: (kibibytes: number) => `is larger than ${kibibytes} KiB, the most that a lesson's file may be`,
  binary: 'is a binary file; it must be text',
  noText: 'is not UTF-8 text; save it with the encoding UTF-8',
  missing: 'is missing',
  forbidden: 'may not be read',
  inFile: 'is missing: its folder is a file',
}

/** Behind the name of a folder of lessons. */
const folder = {
  isLesson: 'is a lesson itself; choose the folder in which it stands',
  many: (most: number) => `holds more than ${most} lessons; the others are not shown`,
  gone: 'there is no such folder now',
  unreadable: (why: string) => `cannot be read: ${why}`,
}

export const lessonFaults = {
  format,
  file,
  folder,
  unknown: (id: string) => `There is no lesson '${id}'.`,
  malformed: (id: string, what: string) => `The lesson ${id} cannot be opened: ${what}.`,
  notAdded: (folder: string, problems: readonly string[]) =>
    `${folder} was not added to your lessons: ${problems.join('; ')}.`,
  isThere: (name: string, place: string) =>
    `There is a lesson ${name} among yours already, in ${place}. Rename the folder, or take that one away.`,
  noPrediction: (id: string) => `The lesson ${id} asks for no prediction.`,
  noChoice: (id: string, number: number) => `The lesson ${id} has no choice ${number}.`,
  notStarted: (what: 'run' | 'comparison', id: string) => `No ${what} was started for the lesson ${id} yet.`,
  notEnded: (what: 'run' | 'comparison', id: string) => `The ${what} of the lesson ${id} has not ended yet.`,
  progressAside: (aside: string) =>
    `The progress in lessons could not be read. It was kept as ${aside}; it begins anew.`,
}
