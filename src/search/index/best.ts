export interface Ranked {
  readonly document: number
  readonly score: number
}

/** The best few of all that were offered. */
export interface Best {
  /** A document with what it is ranked by. */
  offer(document: number, value: number): void
  /** Best first, their values as scores; nothing is offered afterwards. */
  ranked(): readonly Ranked[]
}

/** Below 0 when document `a` comes before `b`, to tell those of one value apart, whatever order they came in. */
export type Ties = (a: number, b: number) => number

/** A binary heap with the last of the best at its root: of most offers one comparison is all. */
export function createBest(most: number, ties: Ties): Best {
  const documents = new Uint32Array(most)
  const values = new Float64Array(most)
  let size = 0

  const isAfter = (document: number, value: number, slot: number): boolean => {
    const other = values[slot] ?? 0
    return value === other ? ties(document, documents[slot] ?? 0) > 0 : value < other
  }
  /** Moves what is last upwards from `slot` to make a place for a document. */
  const rise = (document: number, value: number, from: number): void => {
    let slot = from
    while (slot > 0) {
      const parent = (slot - 1) >>> 1
      if (!isAfter(document, value, parent)) break
      documents[slot] = documents[parent] ?? 0
      values[slot] = values[parent] ?? 0
      slot = parent
    }
    documents[slot] = document
    values[slot] = value
  }
  /** Puts a document in at the root's place and moves it down to where it belongs. */
  const sink = (document: number, value: number): void => {
    let slot = 0
    for (let child = 1; child < size; child = 2 * slot + 1) {
      const right = child + 1
      if (right < size && isAfter(documents[right] ?? 0, values[right] ?? 0, child)) child = right
      if (isAfter(document, value, child)) break
      documents[slot] = documents[child] ?? 0
      values[slot] = values[child] ?? 0
      slot = child
    }
    documents[slot] = document
    values[slot] = value
  }

  return {
    offer(document, value) {
      if (size < most) {
        size += 1
        rise(document, value, size - 1)
      } else if (most > 0 && !isAfter(document, value, 0)) sink(document, value)
    },
    ranked() {
      const ranked = new Array<Ranked>(size)
      for (let place = size - 1; place >= 0; place -= 1) {
        ranked[place] = { document: documents[0] ?? 0, score: values[0] ?? 0 }
        size = place
        sink(documents[place] ?? 0, values[place] ?? 0)
      }
      return ranked
    },
  }
}

/** In which order hits stand. */
export interface Order {
  /** What goes first, higher numbers before lower; the score where it is absent. */
  readonly by?: (document: number) => number
  /** What tells those apart that have all that and the score in common. */
  readonly ties: Ties
}

/** The first `most` of these. */
export function inOrder(all: readonly Ranked[], { by, ties }: Order, most: number): readonly Ranked[] {
  if (by) {
    const compare = (a: Ranked, b: Ranked): number =>
      by(b.document) - by(a.document) || b.score - a.score || ties(a.document, b.document)
    return all.toSorted(compare).slice(0, most)
  }
  const best = createBest(Math.min(most, all.length), ties)
  for (const { document, score } of all) best.offer(document, score)
  return best.ranked()
}
