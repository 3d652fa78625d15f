/** So many slips a word may have: two from six letters on (Damerau 1964: four in five mistyped words have one). */
export function slipsIn(word: string): number {
  return word.length < 6 ? 1 : 2
}

/**
 * By how many slips two words differ: a letter too many, one too few, one put wrong, two neighbours
 * swapped (optimal string alignment: no letter is touched twice); `most + 1` when by more than `most`.
 * For few slips it is quicker to try them out, 4^most ways at worst, than to compare all pairs of letters.
 */
export function slipsBetween(a: string, b: string, most: number): number {
  return slipsFrom(a, 0, b, 0, most)
}

function slipsFrom(a: string, startA: number, b: string, startB: number, most: number): number {
  let [atA, atB] = [startA, startB]
  while (atA < a.length && atB < b.length && a.charCodeAt(atA) === b.charCodeAt(atB)) {
    atA += 1
    atB += 1
  }
  const [leftA, leftB] = [a.length - atA, b.length - atB]
  if (leftA === 0 || leftB === 0) return Math.min(leftA + leftB, most + 1)
  if (Math.abs(leftA - leftB) > most || most === 0) return most + 1
  const swapped = a.charCodeAt(atA) === b.charCodeAt(atB + 1) && a.charCodeAt(atA + 1) === b.charCodeAt(atB)
  let further = slipsFrom(a, atA + 1, b, atB + 1, most - 1)
  if (swapped && further > 0) further = Math.min(further, slipsFrom(a, atA + 2, b, atB + 2, further - 1))
  if (further > 0) further = Math.min(further, slipsFrom(a, atA + 1, b, atB, further - 1))
  if (further > 0) further = Math.min(further, slipsFrom(a, atA, b, atB + 1, further - 1))
  return further + 1
}
