/** The user's settings and the theme that follows from them. */
import { MOST_WORKERS } from '../../analysis/sizes'
import type { Machine } from '../../protocol/lab'
import { BOUNDS, DEFAULTS, type Settings, type ThemeChoice } from '../../protocol/settings'
import { command, on } from '../lab/client'

const dark = window.matchMedia('(prefers-color-scheme: dark)')
const forced = window.matchMedia('(forced-colors: active)')

/** What is shown: the user's choice, or the system's; `forced` where the system has colours of its own for everything. */
export type Theme = Exclude<ThemeChoice, 'system'> | 'forced'

export class SettingsState {
  current = $state.raw<Settings>() as Settings
  private systemDark = $state(dark.matches)
  private isForced = $state(forced.matches)
  readonly theme = $derived<Theme>(this.findTheme())
  readonly machine: Machine
  /** Workers that `Pool()` starts: the setting, or one per processor. */
  readonly poolSize = $derived(this.current.poolSize ?? this.oneEach)

  constructor(settings: Settings, machine: Machine) {
    this.current = settings
    this.machine = machine
    on('system-theme', (event) => (this.systemDark = event.dark))
    on('settings-changed', (changed) => (this.current = changed))
    forced.addEventListener('change', ({ matches }) => (this.isForced = matches))
  }

  private findTheme(): Theme {
    if (this.isForced) return 'forced'
    const { theme } = this.current
    return theme !== 'system' ? theme : this.systemDark ? 'dark' : 'light'
  }

  private get oneEach(): number {
    return Math.min(MOST_WORKERS, this.current.processors ?? this.machine.cpus, this.machine.cpus)
  }

  /** Shows the change at once and has it written. */
  update(change: Partial<Settings>): void {
    this.current = { ...this.current, ...change }
    void command('updateSettings', change)
  }

  /** The user chooses it in a dialog of main's. */
  async chooseLessonsFolder(): Promise<void> {
    this.current = (await command('chooseLessonsFolder', null)) ?? this.current
  }

  resizePane(name: string, size: number): void {
    this.update({ panes: { ...this.current.panes, [name]: Math.round(size * 10) / 10 } })
  }

  dismiss(hint: string): void {
    this.update({ dismissed: [...this.current.dismissed, hint] })
  }

  toggleTheme(): void {
    this.update({ theme: this.theme === 'light' ? 'dark' : 'light' })
  }

  /** @param step points to add; 0 goes back to the size that the lab comes with */
  zoom(step: number): void {
    const size = step === 0 ? DEFAULTS.fontSize : this.current.fontSize + step
    this.update({ fontSize: Math.min(BOUNDS.fontSize.most, Math.max(BOUNDS.fontSize.least, size)) })
  }
}
