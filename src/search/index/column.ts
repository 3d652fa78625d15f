/** What a typed array of numbers offers to those who let it grow. */
export interface Cells<C> {
  readonly length: number
  [at: number]: number
  subarray(start: number, end: number): C
  slice(start: number, end: number): C
  set(values: ArrayLike<number>, at?: number): void
  copyWithin(target: number, start: number, end: number): C
}

/** A number for each document, word or list, in a typed array that grows; 0 where none was set. */
export interface Column<C> {
  at(place: number): number
  set(place: number, value: number): void
  /** The first `count` numbers, to be written out. */
  saved(count: number): C
}

/** `make` makes cells of zeros. What was saved is used as it is. */
export function createColumn<C extends Cells<C>>(make: (length: number) => C, saved?: C): Column<C> {
  let cells = saved ?? make(1 << 10)
  return {
    at: place => cells[place] ?? 0,
    set(place, value) {
      if (place >= cells.length) cells = grown(make, cells, Math.max(place + 1, 2 * cells.length))
      cells[place] = value
    },
    saved(count) {
      if (count > cells.length) cells = grown(make, cells, count)
      return cells.slice(0, count)
    },
  }
}

/** Longer cells that begin with these. */
export function grown<C extends Cells<C>>(make: (length: number) => C, cells: C, length: number): C {
  const longer = make(length)
  longer.set(cells)
  return longer
}

export const bytes = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length)
export const shorts = (length: number): Uint16Array<ArrayBuffer> => new Uint16Array(length)
export const wholes = (length: number): Uint32Array<ArrayBuffer> => new Uint32Array(length)
export const signed = (length: number): Int32Array<ArrayBuffer> => new Int32Array(length)
export const doubles = (length: number): Float64Array<ArrayBuffer> => new Float64Array(length)
