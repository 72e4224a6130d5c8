/** `parallab lessons run`: a lesson's script in the terminal, and what its checks find. */
import path from 'node:path'
import { judge, type SweepEvidence } from '../../analysis/lessons'
import { MOST_WORKERS } from '../../analysis/sizes'
import type { CompiledScript } from '../../protocol/compiled'
import type { Conditions, Lesson, Verdict } from '../../protocol/lesson'
import { texts } from '../../texts/main'
import { RunRecording } from '../history/run-recording'
import { Lab } from '../lab'
import { evidenceOf } from '../lessons/evidence'
import { LESSON_FILES, type ReadLesson } from '../lessons/reading'
import { settingsOf, usualLimits } from '../runs/request'
import { Sweep, type LimitedSettings } from '../sweep/sweep'
import { Findings } from './findings'
import type { LessonsAct } from './lessons-options'
import { Outside } from './outside'
import { say } from './say'
import { compileText } from './script-file'

type RunAct = Extract<LessonsAct, { verb: 'run' }>

const words = texts.lessonCommands

interface Job {
  readonly read: ReadLesson
  readonly text: string
  readonly script: CompiledScript
  readonly act: RunAct
  readonly outside: Outside
}

/** One after another. @returns the exit code: 1 if a check fails */
export async function runLessons(lessons: readonly ReadLesson[], act: RunAct): Promise<number> {
  const outside = new Outside('pipe')
  const lab = new Lab('pipe', say)
  let code = 0
  try {
    for (const read of lessons) {
      if (lessons.length > 1) process.stdout.write(`\n${read.lesson.id}\n`)
      if (!(await runLesson(lab, outside, read, act))) code = 1
      if (outside.stopped !== undefined) return outside.stopped
    }
    return code
  } finally {
    outside.close()
    await lab.close()
  }
}

/** @returns whether all its checks pass */
async function runLesson(lab: Lab, outside: Outside, read: ReadLesson, act: RunAct): Promise<boolean> {
  const { script: ofScript, solution } = LESSON_FILES[read.lesson.language]
  const text = act.solution ? read.solution : read.script
  if (text === null) {
    process.stdout.write(`${words.noSolution(solution)}\n`)
    return true
  }
  const script = await compileText(path.join(read.folder, act.solution ? solution : ofScript), text)
  if (script === null) return false
  const job: Job = { read, text, script, act, outside }
  const ofRun = await judgeRun(lab, job)
  const ofComparison = outside.stopped === undefined ? await judgeComparison(lab, job) : []
  const verdicts = read.lesson.checks.map((_, i) => ofRun[i] ?? ofComparison[i] ?? null)
  process.stdout.write(verdictText(read.lesson, verdicts))
  return verdicts.every((verdict) => verdict?.passed === true)
}

async function judgeRun(lab: Lab, { read, text, script, act, outside }: Job): Promise<readonly (Verdict | null)[]> {
  const { poolSize } = act
  const request = { script, argv: [], cwd: read.folder, poolSize, chunkSize: null, limits: usualLimits(MOST_WORKERS) }
  const source = { text, path: script.file, example: null }
  const recording = new RunRecording(
    { began: () => undefined, ended: () => undefined },
    { source, settings: settingsOf(request), isDirect: false },
  )
  // Nobody is here to break a deadlock.
  const findings = new Findings((deadlock) => run.breakDeadlock(deadlock), true)
  const run = lab.start(
    request,
    recording.over({
      event: (event) => findings.event(event),
      telemetry: () => undefined,
      output: (_from, stream, chunk) => new Promise((resolve) => process[stream].write(chunk, () => resolve())),
      uncaught: () => undefined,
    }),
  )
  outside.watch({ stop: (outcome) => run.stop(outcome) }, null)
  const limit = setTimeout(() => run.stop('timed-out'), act.timeout * 1000)
  await run.ended
  clearTimeout(limit)
  return judge(read.lesson.checks, evidenceOf(recording))
}

/** Only where a check demands one: over the sizes, and as often, as the checks ask for. */
async function judgeComparison(
  lab: Lab,
  { read, text, script, act, outside }: Job,
): Promise<readonly (Verdict | null)[]> {
  const { checks } = read.lesson
  const wanted = checks.flatMap(({ condition }) => ('comparison' in condition ? [condition.comparison] : []))
  if (wanted.length === 0) return []
  const settings = settingsFor(wanted, act)
  const silent = { progress: () => undefined, repeat: () => undefined }
  const sweep = new Sweep(lab, { script, argv: [], cwd: read.folder, settings }, silent)
  outside.watch(sweep, null)
  const evidence: SweepEvidence = { kind: 'sweep', script: { text }, data: await sweep.run() }
  return judge(checks, evidence)
}

function settingsFor(wanted: readonly Conditions['comparison'][], { timeout }: RunAct): LimitedSettings {
  const sizes = Math.max(2, ...wanted.map((one) => one.sizes?.atLeast ?? 0))
  const repeats = Math.max(1, ...wanted.map((one) => one.repeats?.atLeast ?? 0))
  const values = Array.from({ length: sizes }, (_, i) => i + 1)
  const limits = usualLimits(sizes)
  return { axis: 'pool-size', values, poolSize: null, repeats, warmups: 0, timeout, limits, memoryLimit: null, seed: 1 }
}

function verdictText({ checks }: Lesson, verdicts: readonly (Verdict | null)[]): string {
  const lines = checks.map(({ says, hint }, i) => {
    const verdict = verdicts[i] ?? null
    const found = verdict === null ? words.notJudged : verdict.found
    const isPassed = verdict?.passed === true
    return `${isPassed ? words.passed : words.failed}  ${says}: ${found}\n${isPassed ? '' : `        ${hint}\n`}`
  })
  const passed = verdicts.filter((verdict) => verdict?.passed === true).length
  return `${lines.join('')}${words.summary(passed, checks.length)}\n`
}
