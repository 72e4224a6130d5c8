import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from '@playwright/test'
import { expect, launch, tabTo, temporaryFolder, test, type LabWindow } from './lab'

const builtIn = fileURLToPath(new URL('../../lessons', import.meta.url))

const FIRST = `---
title: The first
summary: A prediction.
minutes: 1
prediction:
  question: What will it print?
  choices:
    - { text: Two, because: It prints what it is told. }
    - { text: One, right: true, because: One is what stands there. }
checks:
  - { says: It printed one, hint: Press Run, output: { lines: [one] } }
---
Read **this**, then [the second](lesson:own/02-second).

\`\`\`ts
const one = 1
\`\`\`
`
const SECOND = `---
title: The second
summary: A check.
minutes: 1
watch:
  - { place: console, text: What it says. }
prediction:
  question: Will it fail?
  choices:
    - { text: Yes, right: true, because: It prints too little. }
    - { text: No, because: It does. }
checks:
  - { says: It printed twice, hint: Print once more., output: { linesMatching: ^one$, exactly: 2 } }
---
Change it.
`

/** A data folder with two lessons of the user's, in which those of the lab are passed. */
function prepared(): string {
  const folder = temporaryFolder()
  for (const [name, page] of Object.entries({ '01-first': FIRST, '02-second': SECOND })) {
    const own = path.join(folder, 'lessons', name)
    mkdirSync(own, { recursive: true })
    writeFileSync(path.join(own, 'lesson.md'), page)
    writeFileSync(path.join(own, 'script.ts'), "console.log('one')\n")
  }
  const lessons = readdirSync(builtIn).map((lesson) => {
    return { lesson, predicted: null, attempts: 1, passedAt: '2026-01-01T00:00:00.000Z' }
  })
  writeFileSync(path.join(folder, 'progress.json'), JSON.stringify({ version: 1, lessons }))
  return folder
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

/** Whatever is not saved is given up. */
async function close({ app, page }: LabWindow): Promise<void> {
  const closed = app.waitForEvent('close')
  await Promise.all([closed, page.evaluate(() => void window.lab.command('closeWindow', null)).catch(() => undefined)])
}

test('two lessons by keyboard alone: predictions wrong and right, a check that fails and passes; it is all there again after a restart', async () => {
  const folder = prepared()
  const lab = await launch(folder)
  const { page } = lab
  const lesson = page.getByRole('region', { name: 'Lesson' })
  const button = (name: string) => lesson.getByRole('button', { name })
  const choice = (name: string) => lesson.getByRole('radio', { name })
  await page.keyboard.press('Control+Shift+L')
  await expect(lesson.getByRole('heading', { name: 'The first' })).toBeFocused()

  // A run before the prediction does not count.
  await page.keyboard.press('F5')
  await expect(lesson).toContainText('1 of 1 check passed. Say what you expect, and run once more')
  await press(page, choice('Two'), 'Space')
  await press(page, button('This is what I expect'))
  await expect(lesson).toContainText('Not right. It prints what it is told.')
  await expect(lesson.getByRole('status').filter({ hasText: 'Not right' })).toBeFocused()
  await expect(lesson).toContainText('It is: One. One is what stands there.')
  await page.keyboard.press('F5')
  await expect(lesson).toContainText('This lesson is passed.')

  await page.keyboard.press('Control+Shift+L')
  await expect(lesson).toBeHidden()
  await page.keyboard.press('Control+Shift+L')
  await press(page, button('the second'))
  await expect(lesson.getByRole('heading', { name: 'The second' })).toBeFocused()
  await press(page, button('Console'))
  await expect(page.getByRole('tab', { name: 'Console' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Control+Shift+L')
  await page.keyboard.press('Control+Shift+L')
  await press(page, choice('Yes'), 'Space')
  await press(page, button('This is what I expect'))
  await expect(lesson).toContainText('Run the script now (F5) to see.')
  await page.keyboard.press('F5')
  await expect(lesson).toContainText('Right. It prints too little.')
  await expect(lesson).toContainText('1 line matches ^one$; 2 wanted')
  await expect(lesson).toContainText('Print once more.')

  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText("console.log('one')")
  await page.keyboard.press('F5')
  await expect(lesson).toContainText('2 lines match ^one$')
  await expect(lesson).toContainText('This lesson is passed.')
  expect(lab.complaints).toEqual([])
  await close(lab)

  const again = await launch(folder)
  await again.page.keyboard.press('Control+Shift+P')
  await again.page.keyboard.type('progress in')
  await again.page.keyboard.press('Enter')
  const progress = again.page.getByRole('dialog', { name: 'Progress in lessons' })
  await expect(progress.getByRole('row', { name: 'The first' })).toContainText('not right')
  await expect(progress.getByRole('row', { name: 'The second' })).toContainText('right')
  await close(again)
  rmSync(folder, { recursive: true, force: true })
})
