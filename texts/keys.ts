/** Keys as they are shown and said: those of actions from the one list of them. A Mac has Command where others have Control. */
import { KEYS, type MenuAction } from '../protocol/menu-action'

export const isMac =
  typeof process === 'undefined' ? navigator.platform.startsWith('Mac') : process.platform === 'darwin'

/** @param keys with `Ctrl+` for the key that a command is given with */
export function shown(keys: string): string {
  return isMac ? keys.replace('Ctrl+', 'Cmd+') : keys
}

/** The keys of an action; `''` where it has none. */
export function keysOf(action: MenuAction): string {
  return shown(KEYS[action]?.[0] ?? '')
}

/** What switches between the Tab key's two meanings in the editor, as other editors have it. */
export const TAB_KEYS = isMac ? 'Control+Shift+M' : 'Ctrl+M'

/** As in a terminal, on every system. */
export const END_OF_INPUT = 'Ctrl+D'
export const INTERRUPT = 'Ctrl+C'
