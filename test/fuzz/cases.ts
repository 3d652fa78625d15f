import fc from 'fast-check'
import { z } from 'zod'

/** How many cases each property is tried with: a thousand in the tests, a million by `npm run fuzz`. */
export const CASES = z.coerce.number().int().positive().default(1_000).parse(process.env.FUZZ_CASES)

/** Throws with the smallest case that was found for which the property does not hold. */
export const holds = <Case>(property: fc.IPropertyWithHooks<Case>): void =>
  fc.assert(property, { numRuns: CASES })
