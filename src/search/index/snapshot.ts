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
const MAGIC = 'PAPERIX2'
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
  const arrays = all.map(({ piece, name, numbers }) => ({
    piece,
    name,
    kind: kindOf(numbers),
    length: numbers.length,
  }))
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
 * Reads what `writeSnapshot` wrote under the same label. Each array has memory of its own, so that whoever copies it can
 * let go of it. Never throws, and notices damage as well as a CRC-32 does.
 */
export function readSnapshot(file: string, label: string): SnapshotRead {
  try {
    const opened = openSync(file, 'r')
    try {
      return readOpened(opened, label)
    } finally {
      closeSync(opened)
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'absent' }
    return unusable(error instanceof Error ? error.message : String(error))
  }
}

const unusable = (why: string): SnapshotRead => ({ kind: 'unusable', why })

function readOpened(opened: number, label: string): SnapshotRead {
  const { size } = fstatSync(opened)
  /** The next bytes; fewer where the file ends. */
  const next = (length: number): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(Math.min(length, size))
    let read = 0
    for (let more = -1; more !== 0 && read < bytes.length; read += more) {
      more = readSync(opened, bytes, read, bytes.length - read, null)
    }
    return read < bytes.length ? bytes.slice(0, read) : bytes
  }
  const head = Buffer.from(next(TABLE_FROM).buffer)
  if (head.length < TABLE_FROM || head.toString('latin1', 0, MAGIC.length) !== MAGIC)
    return unusable('it is no index')
  const tableLength = head.readUInt32LE(CHECKED_FROM)
  const tableBytes = next(aligned(TABLE_FROM + tableLength) - TABLE_FROM)
  const table = tableShape.safeParse(jsonOf(Buffer.from(tableBytes.buffer).toString('utf8', 0, tableLength)))
  if (!table.success) return unusable('it is damaged')
  if (table.data.label !== label) return unusable('it is of another version')
  let sum = crc32(tableBytes, crc32(head.subarray(CHECKED_FROM)))
  const pieces: Record<string, Record<string, Numbers>> = {}
  for (const { piece, name, kind, length } of table.data.arrays) {
    const bytes = next(aligned(length * KINDS[kind].BYTES_PER_ELEMENT))
    if (bytes.length < length * KINDS[kind].BYTES_PER_ELEMENT) return unusable('it is damaged')
    sum = crc32(bytes, sum)
    pieces[piece] = { ...pieces[piece], [name]: new KINDS[kind](bytes.buffer, 0, length) }
  }
  if (next(1).length > 0 || sum !== head.readUInt32LE(MAGIC.length)) return unusable('it is damaged')
  return { kind: 'read', pieces }
}

/** What the text means; undefined where it is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
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
