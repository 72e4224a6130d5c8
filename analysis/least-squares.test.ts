import { expect, test } from 'vitest'
import { nonNegativeLeastSquares } from './least-squares'

const rounded = (columns: number[][], targets: number[]) => {
  const solution = nonNegativeLeastSquares(columns, targets)
  return (
    solution && {
      coefficients: solution.coefficients.map((one) => +one.toFixed(6)),
      squares: +solution.squares.toFixed(6),
    }
  )
}

test('exact data give their coefficients back', () => {
  const x = [1, 2, 3, 4]
  const columns = [x.map(() => 1), x, x.map((one) => one ** 2)]
  expect(
    rounded(
      columns,
      x.map((one) => 2 + 3 * one + 0.5 * one ** 2),
    ),
  ).toEqual({ coefficients: [2, 3, 0.5], squares: 0 })
})

test('what would be negative is 0, and the others are fitted anew', () => {
  // Relative errors: 1 - a / 1 and 1 - a / 3 are smallest at a = (1 + 1 / 3) / (1 + 1 / 9).
  expect(
    rounded(
      [
        [1, 1],
        [0, -1],
      ],
      [1, 3],
    ),
  ).toEqual({ coefficients: [1.2, 0], squares: 0.4 })
})

test('columns that say the same are used once', () => {
  expect(
    rounded(
      [
        [1, 1],
        [2, 2],
      ],
      [4, 4],
    ),
  ).toEqual({ coefficients: [0, 2], squares: 0 })
})
