/** Finding in the console. */
export const finding = {
  find: 'Find',
  findKeys: 'Find in the console (Ctrl+F)',
  findLabel: 'Find in the console',
  found: (at: string, all: string) => `${at} of ${all} lines`,
  next: 'Next (Enter)',
  previous: 'Previous (Shift+Enter)',
  endFind: 'End finding (Escape)',
}
