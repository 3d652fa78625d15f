/**
 * Rows of 8-bit integers that are compared with one of them, by 16 numbers at a time: the rows stand in the memory
 * of a WebAssembly module whose one function is the inner product. Plain code takes seven times as long.
 */
export interface Int8Rows {
  /** The numbers of some rows in a row; to be read or written before `widen` is called. */
  rows(from: number, count: number): Int8Array<ArrayBuffer>
  /** Makes room for rows below `rows`; new ones are 0. */
  widen(rows: number): void
  /** The inner product of two rows. They must be there. */
  dot(a: number, b: number): number
}

/** What is used of WebAssembly: its types come with those of browsers, whose other globals do not exist here. */
declare const WebAssembly: {
  readonly Memory: new (pages: { readonly initial: number }) => Memory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (
    module: object,
    imports: { readonly rows: { readonly memory: Memory } },
  ) => { readonly exports: { dot(a: number, b: number, end: number): number } }
}
interface Memory {
  /** Another one after the memory has grown. */
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

const PAGE_BYTES = 65_536
/** So many bytes does a vector instruction take. */
export const LANES = 16

/** `size`, the numbers of a row, is a multiple of `LANES`; they should lie in −127..127, so that two products fit 16 bits. */
export function createInt8Rows(size: number): Int8Rows {
  const memory = new WebAssembly.Memory({ initial: 1 })
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(MODULE), { rows: { memory } })
  return {
    rows: (from, count) => new Int8Array(memory.buffer, from * size, count * size),
    widen(rows) {
      const missing = Math.ceil((rows * size - memory.buffer.byteLength) / PAGE_BYTES)
      if (missing > 0) memory.grow(Math.max(missing, Math.ceil(memory.buffer.byteLength / PAGE_BYTES / 4)))
    },
    dot: (a, b) => exports.dot(a * size, b * size, (a + 1) * size),
  }
}

// WebAssembly, binary format: https://webassembly.github.io/spec/core/binary/
const [V128, I32] = [0x7b, 0x7f]
const local = { get: 0x20, set: 0x21, tee: 0x22 }
const [A, B, END, SUM] = [0, 1, 2, 3]
const ADD = 0x6a
/** A vector instruction: its number in LEB128 behind a prefix. */
const vector = (code: number): number[] =>
  code < 0x80 ? [0xfd, code] : [0xfd, (code & 0x7f) | 0x80, code >> 7]
const load = (at: number): number[] => [local.get, at, ...vector(0x00), 0, 0]
const lane = (at: number): number[] => [local.get, SUM, ...vector(0x1b), at]
const section = (id: number, content: readonly number[]): number[] => [
  id,
  (content.length & 0x7f) | 0x80,
  content.length >> 7,
  ...content,
]
const name = (text: string): number[] => [text.length, ...Buffer.from(text)]

/** (a, b, end) → the sum of a[i] × b[i], from a to end. */
const DOT = [
  ...[1, 1, V128],
  ...[0x03, 0x40], // loop
  ...[local.get, SUM],
  ...[...load(A), ...load(B), ...vector(0x9c)], // i16x8.extmul_low_i8x16_s
  ...[...load(A), ...load(B), ...vector(0x9d)], // i16x8.extmul_high_i8x16_s
  ...vector(0x8e), // i16x8.add
  ...vector(0x7e), // i32x4.extadd_pairwise_i16x8_s
  ...vector(0xae), // i32x4.add
  ...[local.set, SUM],
  ...[local.get, B, 0x41, LANES, ADD, local.set, B],
  ...[local.get, A, 0x41, LANES, ADD, local.tee, A],
  ...[local.get, END, 0x49, 0x0d, 0], // again while a < end
  0x0b,
  ...[...lane(0), ...lane(1), ADD, ...lane(2), ADD, ...lane(3), ADD],
  0x0b,
]
const MODULE = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, [1, 0x60, 3, I32, I32, I32, 1, I32]), // types
  ...section(2, [1, ...name('rows'), ...name('memory'), 2, 0, 1]), // imports
  ...section(3, [1, 0]), // functions
  ...section(7, [1, ...name('dot'), 0, 0]), // exports
  ...section(10, [1, (DOT.length & 0x7f) | 0x80, DOT.length >> 7, ...DOT]), // code
])
