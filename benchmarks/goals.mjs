/** The words of a plan: who is compared, and the bounds on a ratio. */

export const cpython = (name, ...args) => ({ name: `CPython ${name}`, program: 'python', args })
export const node = (name, ...args) => ({ name, program: 'node', args })
export const most = (ratio) => ({ most: ratio })
export const least = (ratio) => ({ least: ratio })
