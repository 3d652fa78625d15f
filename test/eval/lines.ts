import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { inputFault } from './input-fault.ts'

export interface Line {
  readonly text: string
  /** From 1. */
  readonly number: number
}

/** The lines of a text file, gzipped where its name ends in `.gz`; blank ones are left out. Throws an input fault. */
export function readLines(file: string): readonly Line[] {
  // Not by node:readline, which also ends a line at U+2028, and JSON may hold that as it is.
  return textOf(file)
    .split('\n')
    .map((text, index) => ({ text: text.replace(/\r$/, ''), number: index + 1 }))
    .filter(({ text }) => text.trim() !== '')
}

/** What each line of a JSON Lines file says. Throws an input fault that names the line. */
export function readRecords<T>(file: string, shape: z.ZodType<T>): readonly T[] {
  return readLines(file).map(line => recordOf(file, shape, line))
}

export function recordOf<T>(file: string, shape: z.ZodType<T>, { text, number }: Line): T {
  try {
    return shape.parse(JSON.parse(text))
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause)
    throw inputFault(file, `, line ${number}: ${why}`, cause)
  }
}

function textOf(file: string): string {
  try {
    const bytes = readFileSync(file)
    return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '')
  } catch (cause) {
    throw inputFault(file, ` cannot be read: ${cause instanceof Error ? cause.message : cause}`, cause)
  }
}
