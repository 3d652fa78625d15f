import { z } from 'zod'

/** JSON text in a column, parsed before the shape that follows it looks. */
export const jsonText = z.string().transform((told, issues): unknown => {
  try {
    return JSON.parse(told)
  } catch (error) {
    issues.addIssue(`not JSON: ${String(error)}`)
    return z.NEVER
  }
})

export const stringList = jsonText.pipe(z.array(z.string()).readonly())

/** The place holders for values of a statement, as many as these. */
export const marks = (values: Iterable<unknown>): string => Array.from(values, () => '?').join(', ')

/** A column that may be null, as a property that may be absent. */
export const absent = <T>(value: T | null): T | undefined => value ?? undefined
