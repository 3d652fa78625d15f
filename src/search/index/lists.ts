import { type Cells, createColumn, grown, wholes } from './column.ts'

/**
 * Many growing lists of numbers in one typed array: the memory of one array, contiguous to scan, and
 * nothing for the garbage collector to trace. What a list leaves when it needs more room is used again.
 */
export interface Lists<C> {
  length(list: number): number
  /** The numbers of a list, to be read before the next change to any list. */
  view(list: number): C
  /** The cells that a list stands in and where it begins there: three times as fast to scan as a view. */
  home(list: number): { readonly cells: C; readonly start: number }
  /** Puts `value` before the number at `at`; at the end when `at` is the length. */
  insert(list: number, at: number, value: number): void
  remove(list: number, at: number): void
  /** Makes the list exactly these numbers. */
  replace(list: number, values: ArrayLike<number>): void
  /** The first `count` lists one after the other, each with this share of its length as room to grow. */
  saved(count: number, spare: number): SavedLists<C>
}

export interface SavedLists<C> {
  readonly cells: C
  /** Where each list begins, how many numbers it has, and for how many there is room. */
  readonly starts: Uint32Array<ArrayBuffer>
  readonly lengths: Uint32Array<ArrayBuffer>
  readonly rooms: Uint32Array<ArrayBuffer>
}

/** Fewer young cells are not worth making. */
const SMALLEST = 1 << 12

/**
 * Lists are numbered from 0 by whoever uses them; one never written to is empty. Saved cells are used where
 * they are: what outgrows its room there moves to young cells, so that taking them over copies nothing.
 */
export function createLists<C extends Cells<C>>(
  make: (length: number) => C,
  saved?: SavedLists<C>,
): Lists<C> {
  const old = saved?.cells ?? make(0)
  let young = make(0)
  let used = 0
  const starts = createColumn(wholes, saved?.starts)
  const lengths = createColumn(wholes, saved?.lengths)
  const rooms = createColumn(wholes, saved?.rooms)
  /** Where rooms were left, by the power of two that fits in. */
  const free: number[][] = Array.from({ length: 32 }, () => [])

  const stretch = (start: number, length: number): C =>
    start < old.length
      ? old.subarray(start, start + length)
      : young.subarray(start - old.length, start - old.length + length)

  const roomFor = (length: number): { readonly start: number; readonly room: number } => {
    const power = Math.ceil(Math.log2(length))
    const left = free[power]?.pop()
    if (left !== undefined) return { start: left, room: 2 ** power }
    const start = used
    used += length
    if (used > young.length) {
      young = grown(make, young, Math.max(used, Math.ceil(young.length * 1.5), SMALLEST))
    }
    return { start: old.length + start, room: length }
  }
  /** Gives a list room for `wanted` numbers if it has none for `length`. */
  const reserve = (list: number, length: number, wanted: number): void => {
    const before = { start: starts.at(list), room: rooms.at(list) }
    if (length <= before.room) return
    const { start, room } = roomFor(wanted)
    stretch(start, room).set(stretch(before.start, lengths.at(list)))
    if (before.room > 0) free[Math.floor(Math.log2(before.room))]?.push(before.start)
    starts.set(list, start)
    rooms.set(list, room)
  }

  return {
    length: lengths.at,
    view: list => stretch(starts.at(list), lengths.at(list)),
    home(list) {
      const start = starts.at(list)
      return start < old.length ? { cells: old, start } : { cells: young, start: start - old.length }
    },
    insert(list, at, value) {
      const length = lengths.at(list)
      if (length === rooms.at(list)) reserve(list, length + 1, 2 ** Math.ceil(Math.log2(length + 1)))
      const cells = stretch(starts.at(list), length + 1)
      if (at < length) cells.copyWithin(at + 1, at, length)
      cells[at] = value
      lengths.set(list, length + 1)
    },
    remove(list, at) {
      const length = lengths.at(list)
      stretch(starts.at(list), length).copyWithin(at, at + 1, length)
      lengths.set(list, length - 1)
    },
    replace(list, values) {
      reserve(list, values.length, values.length)
      stretch(starts.at(list), values.length).set(values)
      lengths.set(list, values.length)
    },
    saved(count, spare) {
      const kept = lengths.saved(count)
      const wide = kept.map(length => length + Math.floor(length * spare))
      const begin = wholes(count)
      let end = 0
      for (let list = 0; list < count; list += 1) {
        begin[list] = end
        end += wide[list] ?? 0
      }
      const cells = make(end)
      for (let list = 0; list < count; list += 1) {
        cells.set(stretch(starts.at(list), kept[list] ?? 0), begin[list])
      }
      return { cells, starts: begin, lengths: kept, rooms: wide }
    },
  }
}
