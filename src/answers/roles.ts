import { ROLES, type Role } from './roles/role.ts'
import { loadRoleTable, type RoleTable, roleModel } from './roles/table.ts'

/** How likely a sentence is there for each purpose; the shares add up to 1. */
export type RoleShares = Readonly<Record<Role, number>>

type Judging = (sentences: readonly string[]) => readonly RoleShares[]

let shipped: Judging | undefined

/**
 * What the sentences of one abstract are there for, judged together and in order. The first call reads the shipped
 * table, see `loadRoleTable`; later ones take some 10 µs a sentence.
 */
export function rolesOf(sentences: readonly string[]): readonly RoleShares[] {
  shipped ??= rolesBy(loadRoleTable())
  return shipped(sentences)
}

/** The same by another table. */
export function rolesBy(table: RoleTable): Judging {
  const model = roleModel(table)
  return sentences => model(sentences).shares.map(sharesOf)
}

/** The likeliest role. */
export function roleOf(shares: RoleShares): Role {
  return ROLES.reduce((best, role) => (shares[role] > shares[best] ? role : best))
}

function sharesOf([
  background = 0,
  objective = 0,
  method = 0,
  result = 0,
  other = 0,
]: Float64Array): RoleShares {
  return { background, objective, method, result, other }
}
