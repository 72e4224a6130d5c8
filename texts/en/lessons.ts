/** The page of a lesson, and what its checks find. */
import { verdicts } from './verdicts'

export const lessons = {
  region: 'Lesson',
  verdicts,
  report: {
    title: (name: string) => (name === '' ? 'Lessons' : `Lessons of ${name}`),
    passed: (passed: number, all: number) => `${passed} of ${all} lessons passed.`,
    caption: 'Lessons that were begun',
    columns: ['Lesson', 'First prediction', 'Runs judged', 'Passed'],
    right: 'right',
    wrong: 'not right',
  },
}
