/** The window while a run is busy: is it smooth? 10,000 tasks and lines a second, or 64 processes in the tree. */
import { readFileSync, rmSync } from 'node:fs'
import { watchSteal } from './steal.mjs'
import { inWindow, PATIENCE, percentile } from './window-run.mjs'

/** Milliseconds: the type checker and what V8 compiles of the page while a window is new have a row of their own. */
const WARM_UP = 10_000
const SECONDS = 10
/** Milliseconds between two looks at main's event loop, taken off what it shows. */
const RESOLUTION = 5
/** 64 processes are a good deal to start. */
const WORKERS_PATIENCE = 120_000
/** The script and its workers. */
const PROCESSES = 65

/** @returns the samples by figure. @throws Error when there is no display, or the script does not run */
export async function measureBusyWindow() {
  const flood = await measure('window-busy.ts', async () => undefined)
  const tree = await measure('window-processes.ts', showProcesses)
  return {
    'window.frame': [longest(flood.frames, ({ length }) => length)],
    'window.frame.given': [longest(flood.frames, ({ given }) => given)],
    'window.frame.p99': [
      percentile(
        flood.frames.map(({ length }) => length),
        0.99,
      ),
    ],
    'window.main-delay': [flood.delay],
    'window.task.page': [flood.longest.CrRendererMain],
    'window.task.main': [flood.longest.CrBrowserMain],
    'window.rate': [(flood.after.count - flood.before.count) / ((flood.after.at - flood.before.at) / 1000)],
    'window.processes.frame': [longest(tree.frames, ({ length }) => length)],
    'window.processes.frame.given': [longest(tree.frames, ({ given }) => given)],
    'window.processes.task.page': [tree.longest.CrRendererMain],
    'window.processes.main-delay': [tree.delay],
  }
}

function longest(frames, lengthOf) {
  return Math.max(...frames.map(lengthOf))
}

/** With all workers in sight of the tree and of the timeline. */
async function showProcesses(page) {
  await page.keyboard.press('Control+5')
  await page.locator(`[role=treegrid][aria-rowcount="${PROCESSES + 1}"]`).waitFor({ timeout: WORKERS_PATIENCE })
}

function measure(script, prepare) {
  return inWindow(script, async (app, page) => {
    await page.getByRole('status').filter({ hasText: 'Running' }).waitFor({ timeout: PATIENCE })
    await prepare(page)
    await page.waitForTimeout(WARM_UP)
    const before = await workDone(page)
    const stealUntilNow = watchSteal()
    const [lengths, delay] = await Promise.all([framesOf(page), delayOfMain(app)])
    const steal = stealUntilNow()
    const frames = lengths.map(({ end, length }) => ({ length, given: Math.max(0, length - steal(end - length, end)) }))
    const after = await workDone(page)
    // By itself: a trace takes so much of the processors that frames come late.
    await app.evaluate(({ contentTracing }) => contentTracing.startRecording({ included_categories: ['toplevel'] }))
    await page.waitForTimeout(SECONDS * 1000)
    const longest = longestTasks(await app.evaluate(({ contentTracing }) => contentTracing.stopRecording()))
    return { frames, delay, longest, before, after }
  })
}

/** Milliseconds between the frames of the page, with the end of each as a time of the epoch. */
function framesOf(page) {
  return page.evaluate(
    (length) =>
      new Promise((resolve) => {
        const frames = []
        let last = performance.now()
        const end = last + length
        requestAnimationFrame(function frame(now) {
          frames.push({ end: performance.timeOrigin + now, length: now - last })
          last = now
          if (now < end) requestAnimationFrame(frame)
          else resolve(frames.slice(1))
        })
      }),
    SECONDS * 1000,
  )
}

/** Milliseconds by which main's event loop was late, at the 99th percentile. */
async function delayOfMain(app) {
  const nanoseconds = await app.evaluate(
    async (_electron, { length, resolution }) => {
      const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
      const delays = monitorEventLoopDelay({ resolution })
      delays.enable()
      await new Promise((resolve) => setTimeout(resolve, length))
      delays.disable()
      return delays.percentile(99)
    },
    { length: SECONDS * 1000, resolution: RESOLUTION },
  )
  return Math.max(0, nanoseconds / 1e6 - RESOLUTION)
}

/**
 * The longest task of the page's and of main's thread in milliseconds of processor time, which other programs cannot
 * lengthen as they can a frame.
 */
function longestTasks(trace) {
  const { traceEvents } = JSON.parse(readFileSync(trace, 'utf8'))
  rmSync(trace)
  const threadOf = ({ pid, tid }) => `${pid} ${tid}`
  const names = new Map(
    traceEvents.filter(({ name }) => name === 'thread_name').map((event) => [threadOf(event), event.args.name]),
  )
  const longest = { CrRendererMain: 0, CrBrowserMain: 0 }
  for (const event of traceEvents) {
    const thread = names.get(threadOf(event))
    if (event.ph === 'X' && thread in longest) longest[thread] = Math.max(longest[thread], (event.tdur ?? 0) / 1000)
  }
  return longest
}

/** The number in the console's last line: lines printed so far, and tasks done but for a portion. */
function workDone(page) {
  return page.evaluate(() => {
    const lines = [...document.querySelectorAll('.line .text')].map((line) => Number(line.textContent.split(' ')[1]))
    return { at: performance.now(), count: Math.max(...lines) }
  })
}
