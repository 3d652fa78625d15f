/**
 * Many growing lists of 32-bit numbers in one typed array: the memory of one array, contiguous to scan,
 * and nothing for the garbage collector to trace. A list's room doubles; what it leaves is used again.
 */
export interface Lists {
  length(list: number): number
  /** The numbers of a list, to be read before the next change to any list. */
  view(list: number): Uint32Array
  /** Puts `value` before the number at `at`; at the end when `at` is the length. */
  insert(list: number, at: number, value: number): void
  remove(list: number, at: number): void
  /** Makes the list exactly these numbers. */
  replace(list: number, values: readonly number[]): void
}

/** Lists are numbered from 0 by whoever uses them; one never written to is empty. */
export function createLists(): Lists {
  let cells = new Uint32Array(1 << 16)
  let used = 0
  let starts = new Uint32Array(1 << 10)
  let lengths = new Uint32Array(1 << 10)
  /** The room of a list is 2^size cells; size 0 is none yet. */
  let sizes = new Uint32Array(1 << 10)
  const free: number[][] = Array.from({ length: 32 }, () => [])

  const room = (size: number): number => {
    const left = free[size]?.pop()
    if (left !== undefined) return left
    const start = used
    used += 2 ** size
    if (used > cells.length) cells = grown(cells, Math.max(used, Math.ceil(cells.length * 1.5)))
    return start
  }
  const reserve = (list: number, length: number): void => {
    if (list >= starts.length) {
      const count = Math.max(list + 1, starts.length * 2)
      starts = grown(starts, count)
      lengths = grown(lengths, count)
      sizes = grown(sizes, count)
    }
    const size = sizes[list] ?? 0
    if (length <= (size === 0 ? 0 : 2 ** size)) return
    const next = Math.max(1, Math.ceil(Math.log2(length)))
    const from = starts[list] ?? 0
    const start = room(next)
    cells.copyWithin(start, from, from + (lengths[list] ?? 0))
    if (size > 0) free[size]?.push(from)
    starts[list] = start
    sizes[list] = next
  }

  return {
    length: list => lengths[list] ?? 0,
    view(list) {
      const start = starts[list] ?? 0
      return cells.subarray(start, start + (lengths[list] ?? 0))
    },
    insert(list, at, value) {
      const length = lengths[list] ?? 0
      reserve(list, length + 1)
      const start = starts[list] ?? 0
      cells.copyWithin(start + at + 1, start + at, start + length)
      cells[start + at] = value
      lengths[list] = length + 1
    },
    remove(list, at) {
      const start = starts[list] ?? 0
      const length = lengths[list] ?? 0
      cells.copyWithin(start + at, start + at + 1, start + length)
      lengths[list] = length - 1
    },
    replace(list, values) {
      reserve(list, values.length)
      cells.set(values, starts[list] ?? 0)
      lengths[list] = values.length
    },
  }
}

function grown(cells: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(length)
  wider.set(cells)
  return wider
}
