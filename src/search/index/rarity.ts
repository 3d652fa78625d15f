/** What finding something is worth that stands in so many of `count` documents: BM25's inverse document frequency. */
export function rarityOf(frequency: number, count: number): number {
  return Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
}
