import { ROLES, type Role } from '../../../src/answers/roles/role.ts'

/** How often each role that people told was found to be each role. */
export type Confusion = ReadonlyMap<Role, ReadonlyMap<Role, number>>

export interface Agreement {
  readonly sentences: number
  /** The share of sentences whose role is the one told. */
  readonly accuracy: number
  /** The mean over the roles that occur of the harmonic mean of precision and recall. */
  readonly macroF1: number
  readonly confusion: Confusion
}

export function agreementOf(pairs: readonly { readonly told: Role; readonly found: Role }[]): Agreement {
  const count = (told: Role, found: Role) =>
    pairs.filter(pair => pair.told === told && pair.found === found).length
  const confusion = new Map(
    ROLES.map(told => [told, new Map(ROLES.map(found => [found, count(told, found)]))] as const),
  )
  const right = pairs.filter(({ told, found }) => told === found).length
  const scores = ROLES.flatMap(role => {
    const told = pairs.filter(pair => pair.told === role).length
    const found = pairs.filter(pair => pair.found === role).length
    return told + found === 0 ? [] : [(2 * count(role, role)) / (told + found)]
  })
  return {
    sentences: pairs.length,
    accuracy: right / pairs.length,
    macroF1: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    confusion,
  }
}
