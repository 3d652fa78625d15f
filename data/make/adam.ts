/** Moves numbers against their gradient, which is 0 afterwards. `rate` is about how far each moves. */
export type Optimizer<Numbers> = (gradient: Numbers, rate: number) => void

/** Means over some ten and some thousand steps, as Kingma and Ba 2015 propose. */
const STEADY = 0.9
const STEADY_SQUARES = 0.999
const SMALLEST = 1e-8

/** Adam (Kingma and Ba 2015). */
export function createAdam<Numbers extends Float32Array | Float64Array>(
  numbers: Numbers,
): Optimizer<Numbers> {
  const means = numbers.slice().fill(0)
  const squares = numbers.slice().fill(0)
  let steps = 0
  return (gradient, rate) => {
    steps += 1
    const step = rate / (1 - STEADY ** steps)
    const unbiased = 1 / (1 - STEADY_SQUARES ** steps)
    for (let at = 0; at < numbers.length; at += 1) {
      const slope = gradient[at] ?? 0
      const mean = STEADY * (means[at] ?? 0) + (1 - STEADY) * slope
      const square = STEADY_SQUARES * (squares[at] ?? 0) + (1 - STEADY_SQUARES) * slope * slope
      means[at] = mean
      squares[at] = square
      numbers[at] = (numbers[at] ?? 0) - (step * mean) / (Math.sqrt(square * unbiased) + SMALLEST)
      gradient[at] = 0
    }
  }
}
