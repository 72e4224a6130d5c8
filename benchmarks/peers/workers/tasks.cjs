/** The tasks of every pool. */
exports.square = (x) => x * x

/** Milliseconds that so many steps of arithmetic take. */
exports.burn = (steps) => {
  const begin = process.hrtime.bigint()
  let x = 123456789
  let sum = 0
  for (let i = 0; i < steps; i++) {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    sum = (sum + x) | 0
  }
  return sum === 0 ? 0 : Number(process.hrtime.bigint() - begin) / 1e6
}
