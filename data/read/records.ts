import { z } from 'zod'
import { inputFault } from './input-fault.ts'
import { type Line, linesOf } from './lines-file.ts'

/** The lines of a text file, unpacked by its name; blank ones are left out. Throws an input fault. */
export function readLines(file: string): readonly Line[] {
  try {
    return [...linesOf(file)]
  } catch (cause) {
    throw inputFault(file, ` cannot be read: ${cause instanceof Error ? cause.message : cause}`, cause)
  }
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
