/** What is measured of the window; it has no peer, and goals of its own. */
import { least, most } from './goals.mjs'

export const windowCases = [
  {
    name: 'window',
    script: null,
    peers: [],
    figures: { window: { title: 'npm start to a window to type in', unit: 'ms', goals: { self: most(2500) } } },
  },
  {
    name: 'window-busy',
    script: null,
    peers: [],
    figures: {
      'window.rate': { title: 'window: tasks and lines shown, each', unit: '/s', goals: { self: least(9900) } },
      'window.frame': { title: 'window: longest frame', unit: 'ms', goals: { self: most(50) } },
      'window.frame.given': {
        title: 'window: longest frame, less what the hypervisor took',
        unit: 'ms',
        goals: { self: most(50) },
      },
      'window.frame.p99': { title: 'window: frame, 99th percentile', unit: 'ms', goals: {} },
      'window.task.page': {
        title: 'window: longest task of the page, processor time',
        unit: 'ms',
        goals: { self: most(50) },
      },
      'window.task.main': {
        title: 'window: longest task of main, processor time',
        unit: 'ms',
        goals: { self: most(20) },
      },
      'window.main-delay': { title: 'window: main late, 99th percentile', unit: 'ms', goals: { self: most(20) } },
      'window.processes.frame': { title: 'window, 64 workers: longest frame', unit: 'ms', goals: { self: most(50) } },
      'window.processes.frame.given': {
        title: 'window, 64 workers: longest frame, less what the hypervisor took',
        unit: 'ms',
        goals: { self: most(50) },
      },
      'window.processes.task.page': {
        title: 'window, 64 workers: longest task of the page, processor time',
        unit: 'ms',
        goals: { self: most(50) },
      },
      'window.processes.main-delay': {
        title: 'window, 64 workers: main late, 99th percentile',
        unit: 'ms',
        goals: { self: most(20) },
      },
    },
  },
  {
    name: 'window-million',
    script: null,
    peers: [],
    figures: {
      'window.million.page': {
        title: 'run of 1,000,000 tasks: the page, private',
        unit: 'MB',
        goals: { self: most(300) },
      },
      'window.million.main': { title: 'run of 1,000,000 tasks: main, private', unit: 'MB', goals: { self: most(300) } },
      'window.million.frame': {
        title: 'run of 1,000,000 tasks, panned and zoomed: a frame',
        unit: 'ms',
        goals: { self: most(1000 / 60 + 0.5) },
      },
      'window.million.frame.p99': { title: 'the same, 99th percentile', unit: 'ms', goals: {} },
      'window.million.opened': {
        title: 'run of 1,000,000 tasks: opened from the history',
        unit: 'ms',
        goals: { self: most(1000) },
      },
    },
  },
]
