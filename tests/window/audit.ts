/** Walks the views of the window through the three themes, and expects that axe finds no fault in any. */
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

export async function audit({ page }: LabWindow, views: readonly View[]): Promise<void> {
  const found: string[] = []
  await page.evaluate(axe.source)
  for (const theme of THEMES) {
    await page.keyboard.press('Control+,')
    await page.getByRole('dialog', { name: 'Settings' }).getByLabel('Theme').selectOption({ label: theme })
    await leave(page)
    for (const view of views) {
      await view.open(page)
      for (const fault of await faultsOf(page, view)) found.push(`${theme}, ${view.name}: ${fault}`)
      await view.close?.(page)
    }
  }
  expect(found).toEqual([])
}

function faultsOf(page: Page, { within = 'html' }: View): Promise<string[]> {
  return page.evaluate(async (part) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(part)
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
    )
  }, within)
}
