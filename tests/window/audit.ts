/** Walks the views of the window: axe finds no fault in any, in three themes, and at twice the size all can be reached. */
import axe from 'axe-core'
import type { Page } from '@playwright/test'
import { expect, type LabWindow } from './lab'

const THEMES = ['Light', 'Dark', 'High contrast'] as const

export interface View {
  readonly name: string
  /** What of the page it is; the whole of it if not said. */
  readonly within?: string
  open(page: Page): Promise<unknown>
  close?(page: Page): Promise<unknown>
}

export const press =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }

export const command =
  (words: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press('Control+Shift+P')
    await page.getByRole('combobox', { name: 'Command' }).fill(words)
    await page.keyboard.press('Enter')
  }

export const tab = (name: string): View => ({
  name: `${name} of the drawer`,
  within: '#drawer-panel',
  open: (page) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click(),
})

export const dialog = (name: string, open: View['open'], close: View['open'] = leave): View => ({
  name,
  within: 'dialog',
  open: async (page) => {
    await open(page)
    await page.getByRole('dialog', { name }).waitFor()
  },
  close,
})

/** Closes a dialog; while it is in the page, it is what keys are meant for. */
export async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.locator('dialog')).toHaveCount(0)
}

/** In each theme: no view has a fault that axe finds. */
export async function audit({ page }: LabWindow, views: readonly View[]): Promise<void> {
  const found: string[] = []
  await page.evaluate(axe.source)
  for (const theme of THEMES) {
    await page.keyboard.press('Control+,')
    await page.getByRole('dialog', { name: 'Settings' }).getByLabel('Theme').selectOption({ label: theme })
    await leave(page)
    for (const fault of await walk(page, views, faultsOf)) found.push(`${theme}, ${fault}`)
  }
  expect(found).toEqual([])
}

/** At twice the size: the page does not scroll sideways, the editor has some lines, and each control can be brought into sight. */
export async function reach({ page }: LabWindow, views: readonly View[]): Promise<void> {
  expect(await atTwiceTheSize(page, () => walk(page, views, unreachableIn))).toEqual([])
}

/** In the narrowest window: the chosen tabs stay in sight when all becomes twice as large. */
export async function keepTabs({ page, resize }: LabWindow): Promise<void> {
  await resize(800, 800)
  await atTwiceTheSize(page, () => expect.poll(() => page.evaluate(chosenTabsOut)).toEqual([]))
  await resize(1280, 800)
}

async function atTwiceTheSize<T>(page: Page, act: () => Promise<T>): Promise<T> {
  const width = await page.evaluate(() => innerWidth)
  const zoom = (factor: number) =>
    page.evaluate((wanted) => window.lab.command('updateSettings', { zoom: wanted }), factor)
  await zoom(2)
  await page.waitForFunction((wanted) => innerWidth === wanted, width / 2)
  const result = await act()
  await zoom(1)
  await page.waitForFunction((wanted) => innerWidth === wanted, width)
  return result
}

async function walk(
  page: Page,
  views: readonly View[],
  search: (page: Page, part: string) => Promise<string[]>,
): Promise<string[]> {
  const found: string[] = []
  for (const { name, within = 'html', open, close } of views) {
    await open(page)
    for (const fault of await search(page, within)) found.push(`${name}: ${fault}`)
    await close?.(page)
  }
  return found
}

function faultsOf(page: Page, part: string): Promise<string[]> {
  return page.evaluate(async (within) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(within)
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
    )
  }, part)
}

/** Chosen tabs that are not whole in the row where they stand. */
function chosenTabsOut(): string[] {
  return [...document.querySelectorAll('[role=tablist]')].flatMap((row) => {
    const room = row.getBoundingClientRect()
    return [...row.querySelectorAll('[aria-selected=true]')].flatMap((tab) => {
      const { left, right } = tab.getBoundingClientRect()
      return left < room.left - 1 || right > room.right + 1 ? [tab.textContent] : []
    })
  })
}

function unreachableIn(page: Page, part: string): Promise<string[]> {
  return page.evaluate((within) => {
    const FEWEST_LINES = 5
    const nameOf = (one: Element) => `<${one.tagName.toLowerCase()} class="${one.className}"> ${one.textContent}`
    /** What of an element is in the window. */
    const inSight = (one: Element) => {
      const { left, right, top, bottom } = one.getBoundingClientRect()
      const [fromX, toX] = [Math.max(left, 0), Math.min(right, innerWidth)]
      const [fromY, toY] = [Math.max(top, 0), Math.min(bottom, innerHeight)]
      return { x: (fromX + toX) / 2, y: (fromY + toY) / 2, isSome: fromX < toX && fromY < toY }
    }
    /** What hides the rest of what it holds, and was scrolled all the same: a user cannot. */
    const hides = (one: Element) => {
      const { overflowX, overflowY } = getComputedStyle(one)
      return (overflowX === 'hidden' && one.scrollLeft > 0) || (overflowY === 'hidden' && one.scrollTop > 0)
    }
    const found: string[] = []
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page is wider than the window')
    const lines = document.querySelectorAll('.present .view-line').length
    for (const bar of document.querySelectorAll('#drawer-panel .bar'))
      if (bar.scrollWidth > bar.clientWidth + 1) found.push(`the bar ${bar.textContent} is wider than its pane`)
    if (lines < FEWEST_LINES) found.push(`the editor shows ${lines} lines`)
    for (const one of document.querySelectorAll(`${within} :is(button, input, select, a, summary, [tabindex="0"])`)) {
      const isSeen = one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      const isThin = Math.min(one.clientWidth, one.clientHeight) < 2
      if (!isSeen || isThin || one.closest('.monaco-editor') !== null) continue
      one.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      const { x, y, isSome } = inSight(one)
      const there = document.elementFromPoint(x, y)
      if (!isSome || !one.contains(there)) found.push(`${nameOf(one)} is cut off or covered`)
      for (let above = one.parentElement; above !== null; above = above.parentElement)
        if (hides(above)) {
          found.push(`${nameOf(one)} is hidden by ${above.className}`)
          above.scrollTo(0, 0)
        }
    }
    return found
  }, part)
}
