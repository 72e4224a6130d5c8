/** Least squares with coefficients that cannot be negative, for the two or three columns that the laws here have. */

export interface Solution {
  /** One for each column, 0 or more. */
  readonly coefficients: readonly number[]
  /** Sum of the squared relative residuals. */
  readonly squares: number
}

/**
 * Minimises the squares of 1 - (sum of coefficient times column) / target: relative errors, since what disturbs a run
 * lengthens it by a share. The problem is convex, so the best of the unconstrained solutions over each choice of columns
 * that has no negative coefficient is the answer; with three columns there are seven. (Lawson and Hanson 1974, chapter
 * 23, walk through the same choices one by one, which pays from many columns on.)
 * @param columns each as long as `targets`, which are positive @returns `null` where no choice has a solution
 */
export function nonNegativeLeastSquares(
  columns: readonly (readonly number[])[],
  targets: readonly number[],
): Solution | null {
  const relative = columns.map((column) => column.map((x, row) => x / (targets[row] as number)))
  const products = relative.map((column) => relative.map((other) => dot(column, other)))
  const sums = relative.map((column) => column.reduce((sum, x) => sum + x, 0))
  let best: Solution | null = null
  for (let choice = (1 << columns.length) - 1; choice > 0; choice--) {
    const chosen = columns.flatMap((_, i) => ((choice >> i) & 1 ? [i] : []))
    const solved = solve(
      chosen.map((i) => chosen.map((j) => (products[i] as number[])[j] as number)),
      chosen.map((i) => sums[i] as number),
    )
    if (solved === null || solved.some((coefficient) => coefficient < 0)) continue
    const coefficients = columns.map((_, i) => solved[chosen.indexOf(i)] ?? 0)
    // At a minimum the squares are those of the targets less what is explained.
    const squares = Math.max(0, targets.length - dot(coefficients, sums))
    if (best === null || squares < best.squares) best = { coefficients, squares }
    if (chosen.length === columns.length) break
  }
  return best
}

/** A loop, as each resample comes through here. */
function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

/** Gauss's elimination of a symmetric system. @returns `null` when the columns say the same */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const size = right.length
  const rows = matrix.map((row, i) => [...row, right[i] as number])
  for (let at = 0; at < size; at++) {
    const pivotRow = rows[at] as number[]
    const pivot = pivotRow[at] as number
    // What is left of a column that others explain is rounding.
    if (pivot <= 1e-10 * ((matrix[at] as number[])[at] as number)) return null
    for (const row of rows) {
      if (row === pivotRow) continue
      const factor = (row[at] as number) / pivot
      for (let column = at; column <= size; column++)
        row[column] = (row[column] as number) - factor * (pivotRow[column] as number)
    }
  }
  return rows.map((row, i) => (row[size] as number) / (row[i] as number))
}
