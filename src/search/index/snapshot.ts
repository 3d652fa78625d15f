import { closeSync, fstatSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { z } from 'zod'

export type Numbers =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>

/** Arrays by the piece they belong to and their name in it. */
export type Pieces = Readonly<Record<string, Readonly<Record<string, Numbers>>>>

export type SnapshotRead =
  | { readonly kind: 'read'; readonly pieces: Pieces }
  | { readonly kind: 'absent' }
  /** `why` is for the operator. */
  | { readonly kind: 'unusable'; readonly why: string }

/*
 * The file: 8 bytes `MAGIC`, the last of which is raised when the form changes; the CRC-32 of all that follows; the length of a table of contents; this table as JSON; then
 * the arrays, each beginning at a multiple of 8. The numbers in it have the byte order of the processor that wrote it, which
 * belongs into the label.
 */
const MAGIC = 'PAPERIX1'
const CHECKED_FROM = 12
const TABLE_FROM = 16

const KINDS = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i8: Int8Array,
  i32: Int32Array,
  f32: Float32Array,
} as const
const whole = z.number().int().min(0)
const tableShape = z.object({
  label: z.string(),
  arrays: z
    .object({
      piece: z.string(),
      name: z.string(),
      kind: z.enum(['u8', 'u16', 'u32', 'i8', 'i32', 'f32']),
      start: whole,
      length: whole,
    })
    .array(),
})

/**
 * Writes arrays to a file that is there whole or, if this throws, as it was before. `label` says what the arrays
 * mean; who reads them must name the same.
 */
export function writeSnapshot(file: string, label: string, pieces: Pieces): void {
  const all = Object.entries(pieces).flatMap(([piece, arrays]) =>
    Object.entries(arrays).map(([name, numbers]) => ({ piece, name, numbers })),
  )
  let end = 0
  const arrays = all.map(({ piece, name, numbers }) => {
    const start = end
    end = aligned(start + numbers.byteLength)
    return { piece, name, kind: kindOf(numbers), start, length: numbers.length }
  })
  const table = Buffer.from(JSON.stringify({ label, arrays }))
  const head = Buffer.alloc(aligned(TABLE_FROM + table.length))
  head.write(MAGIC, 'latin1')
  head.writeUInt32LE(table.length, CHECKED_FROM)
  table.copy(head, TABLE_FROM)
  const parts = all.map(({ numbers }) => {
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
    return [bytes, new Uint8Array(aligned(bytes.length) - bytes.length)] as const
  })
  let sum = crc32(head.subarray(CHECKED_FROM))
  for (const part of parts.flat()) sum = crc32(part, sum)
  head.writeUInt32LE(sum, MAGIC.length)

  const unfinished = `${file}.new`
  const opened = openSync(unfinished, 'w')
  try {
    for (const part of [head, ...parts.flat()]) writeFileSync(opened, part)
  } finally {
    closeSync(opened)
  }
  renameSync(unfinished, file)
}

/**
 * Reads what `writeSnapshot` wrote under the same label: views into one buffer that belongs to the caller. Never throws,
 * and notices damage as well as a CRC-32 does.
 */
export function readSnapshot(file: string, label: string): SnapshotRead {
  const bytes = readWhole(file)
  if (!(bytes instanceof Uint8Array)) return bytes
  const head = Buffer.from(bytes.buffer)
  const unusable = (why: string): SnapshotRead => ({ kind: 'unusable', why })
  if (head.length < TABLE_FROM || head.toString('latin1', 0, MAGIC.length) !== MAGIC)
    return unusable('it is no index')
  if (crc32(bytes.subarray(CHECKED_FROM)) !== head.readUInt32LE(MAGIC.length))
    return unusable('it is damaged')
  const tableEnd = TABLE_FROM + head.readUInt32LE(CHECKED_FROM)
  const table = tableShape.safeParse(JSON.parse(head.toString('utf8', TABLE_FROM, tableEnd)))
  if (!table.success || table.data.label !== label) return unusable('it is of another version')
  const pieces: Record<string, Record<string, Numbers>> = {}
  for (const { piece, name, kind, start, length } of table.data.arrays) {
    pieces[piece] = {
      ...pieces[piece],
      [name]: new KINDS[kind](bytes.buffer, aligned(tableEnd) + start, length),
    }
  }
  return { kind: 'read', pieces }
}

function readWhole(file: string): Uint8Array<ArrayBuffer> | SnapshotRead {
  try {
    const opened = openSync(file, 'r')
    try {
      const bytes = new Uint8Array(fstatSync(opened).size)
      let read = 0
      for (let more = -1; more !== 0 && read < bytes.length; read += more) {
        more = readSync(opened, bytes, read, bytes.length - read, null)
      }
      return bytes
    } finally {
      closeSync(opened)
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'absent' }
    return { kind: 'unusable', why: error instanceof Error ? error.message : String(error) }
  }
}

function kindOf(numbers: Numbers): keyof typeof KINDS {
  if (numbers instanceof Uint8Array) return 'u8'
  if (numbers instanceof Uint16Array) return 'u16'
  if (numbers instanceof Uint32Array) return 'u32'
  if (numbers instanceof Float32Array) return 'f32'
  return numbers instanceof Int8Array ? 'i8' : 'i32'
}

const aligned = (length: number): number => Math.ceil(length / 8) * 8
