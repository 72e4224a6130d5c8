import { expect, test } from 'vitest'
import { partLesson } from './front-matter'

const HEAD = ['title: Two', 'summary: Of two.', 'minutes: 5']

function parted(lines: readonly string[], text = 'Text.') {
  return partLesson(['---', ...lines, '---', text].join('\n'), 'lesson.md')
}

function problemsOf(...lines: string[]) {
  const found = parted(lines)
  return found.ok ? [] : found.problems.map(({ line, message }) => `${line}: ${message}`)
}

const check = (...condition: string[]) => [...HEAD, 'checks:', '  - says: It ran', '    hint: Run it', ...condition]

test('a lesson has title, summary and minutes; the rest may be left out', () => {
  expect(parted(HEAD)).toEqual({
    ok: true,
    text: 'Text.',
    front: { title: 'Two', summary: 'Of two.', minutes: 5, watch: [], prediction: null, checks: [] },
  })
})

test('a check is its words and one condition; exactly stands for both bounds', () => {
  const found = parted(check('    processes: { exactly: 4, named: ^cook }'))
  expect(found.ok && found.front.checks).toEqual([
    { says: 'It ran', hint: 'Run it', condition: { processes: { atLeast: 4, atMost: 4, named: '^cook' } } },
  ])
})

test('a choice of a prediction is wrong unless it says that it is right', () => {
  const found = parted([
    ...HEAD,
    'prediction:',
    '  question: Which?',
    '  choices:',
    '    - { text: A, right: true, because: So. }',
    '    - { text: B, because: Not so. }',
  ])
  expect(found.ok && found.front.prediction?.choices.map(({ right }) => right)).toEqual([true, false])
})

test.each<[string, string[], string]>([
  [
    'a misspelt key',
    [...HEAD, 'chekcs: []'],
    "5: there is no key 'chekcs' here; did you mean 'checks'; allowed are title, summary, minutes, watch, prediction, checks",
  ],
  ['a missing key', ['title: Two', 'minutes: 5'], "2: has no 'summary'"],
  ['a wrong kind', [...HEAD.slice(0, 2), 'minutes: five'], "4: minutes: must be a number, not 'five'"],
  [
    'a place that is none',
    [...HEAD, 'watch:', '  - place: timelin', '    text: Look'],
    "6: watch 1, place: must be one of processors, memory, timeline, throughput, console, processes, sharing, incidents, comparison, editor, not 'timelin'; did you mean 'timeline'",
  ],
  [
    'no condition',
    check(),
    '6: checks 1: demands nothing; a check has exactly one of outcome, output, processes, workers, tasks, chunksize, seconds, processorUse, copying, event, shared, law, script, comparison',
  ],
  [
    'two conditions',
    check('    outcome: finished', '    tasks: { atLeast: 1 }'),
    '6: checks 1: demands outcome and tasks; make it two checks',
  ],
  ['no bound', check('    tasks: {}'), '8: checks 1, tasks: needs a bound: atLeast, atMost or exactly'],
  [
    'bounds that no number keeps',
    check('    tasks: { atLeast: 3, atMost: 2 }'),
    '8: checks 1, tasks: has an atLeast that is above its atMost',
  ],
  [
    'a pattern that is none',
    check('    output: { matches: "(" }'),
    '8: checks 1, output, matches: is no regular expression of JavaScript: Invalid regular expression: /(/: Unterminated group',
  ],
  ['an event that is none', check('    event: { type: deadlok, exactly: 0 }'), "did you mean 'deadlock'"],
  [
    'no right choice',
    [
      ...HEAD,
      'prediction:',
      '  question: Which?',
      '  choices:',
      '    - { text: A, because: So. }',
      '    - { text: B, because: So. }',
    ],
    '7: prediction, choices: must have one with right: true',
  ],
  ['YAML that is none', [...HEAD, 'watch: ['], '5: is no YAML here: '],
  ['a key that stands twice', [...HEAD, 'title: Three'], '5: is no YAML here: Map keys must be unique'],
])('%s is told with its line', (_, lines, expected) => {
  expect(problemsOf(...lines).join('\n')).toContain(expected)
})

test.each([
  ['Text.', "does not begin with a line '---', below which title and checks stand"],
  ['---\ntitle: A', "has no second line '---', which ends title and checks"],
])('a file without front matter is told: %j', (source, message) => {
  expect(partLesson(source, 'lesson.md')).toEqual({ ok: false, problems: [{ file: 'lesson.md', line: 1, message }] })
})

test('windows line ends and a byte order mark do not matter', () => {
  const found = partLesson(`\uFEFF---\r\n${HEAD.join('\r\n')}\r\n---\r\nText.\r\n`, 'lesson.md')
  expect(found.ok && found.text).toBe('Text.')
})
