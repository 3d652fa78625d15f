import { chainOf } from '../../src/answers/roles/chain.ts'
import { ROLES } from '../../src/answers/roles/role.ts'
import type { RoleTable } from '../../src/answers/roles/table.ts'
import type { JudgedAbstract } from '../read/judged-abstracts.ts'
import { inInt8, numberedCues, weightiest } from './cue-tables.ts'
import { createFollower, type Follower } from './follower.ts'
import { seededRandom, shuffle } from './random.ts'

/** How a table of roles is learned. */
export interface RoleTraining {
  /** The same seed, the same table, on the same machine. */
  readonly seed: number
  /** How often each abstract is read. */
  readonly epochs: number
  /** How many cues the table has; those that matter most are kept. */
  readonly keep: number
}

/** What the shipped table was trained with: it stays below 30 KB. */
export const ROLE_TRAINING: RoleTraining = { seed: 1, epochs: 8, keep: 3200 }

/** A cue that fewer sentences have is not learned: it would be learned by heart. */
const FEWEST = 5
const SIZE = ROLES.length

interface Read {
  /** By sentence, places of its cues. */
  readonly cues: readonly Int32Array[]
  /** Places in `ROLES`. */
  readonly roles: readonly number[]
  readonly worth: readonly number[]
}

/**
 * Weights of a linear chain under which the roles people told are likely. Learned twice: from all cues that are not
 * rare, then from those alone that the table keeps, which so take over what the others carried.
 */
export function trainRoles(abstracts: readonly JudgedAbstract[], training: RoleTraining): RoleTable {
  const { cues, counts, read } = numberedCues(
    abstracts.map(({ sentences }) => sentences),
    FEWEST,
  )
  const told = abstracts.map(
    ({ labels, confs }, at): Read => ({
      cues: read[at] ?? [],
      roles: labels.map(label => ROLES.indexOf(label)),
      // Squared, since what half of the people say differs from what the other half says.
      worth: labels.map((_, sentence) => (confs?.[sentence] ?? 1) ** 2),
    }),
  )
  const all = learned(told, cues.length, training)
  const kept = weightiest(all, SIZE, counts, training.keep)
  const places = new Map(kept.map((place, at) => [place, at]))
  const left = told.map(abstract => ({
    ...abstract,
    cues: abstract.cues.map(found => Int32Array.from([...found].flatMap(place => places.get(place) ?? []))),
  }))
  return {
    cues: Int32Array.from(kept, place => cues[place] ?? 0),
    ...inInt8(learned(left, kept.length, training)),
  }
}

/** By place and role a weight, then the steps from role to role. */
function learned(read: readonly Read[], cues: number, { seed, epochs }: RoleTraining): Float64Array {
  const follower = createFollower(cues * SIZE + SIZE * SIZE)
  const order = Int32Array.from(read.keys())
  const random = seededRandom(seed)
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random)
    for (const at of order) {
      const abstract = read[at]
      if (abstract) learn(follower, abstract, cues * SIZE)
    }
  }
  return follower.weights
}

/** Takes one step against the gradient of what an abstract lacks in likelihood. */
function learn({ weights, follow }: Follower, { cues, roles, worth }: Read, firstStep: number): void {
  const chain = chainOf(
    cues.map(found => scoresOf(weights, found)),
    weights.subarray(firstStep),
  )
  for (const [at, found] of cues.entries()) {
    for (let role = 0; role < SIZE; role += 1) {
      const gradient = (worth[at] ?? 0) * ((chain.shares[at]?.[role] ?? 0) - (roles[at] === role ? 1 : 0))
      for (const cue of found) follow(cue * SIZE + role, gradient)
    }
  }
  for (let at = 1; at < cues.length; at += 1) {
    const told = (roles[at - 1] ?? 0) * SIZE + (roles[at] ?? 0)
    for (const [step, share] of chain.pair(at).entries())
      follow(firstStep + step, share - (step === told ? 1 : 0))
  }
}

function scoresOf(weights: Float64Array, cues: Int32Array): Float64Array {
  const scores = new Float64Array(SIZE)
  for (const cue of cues) {
    for (let role = 0; role < SIZE; role += 1)
      scores[role] = (scores[role] ?? 0) + (weights[cue * SIZE + role] ?? 0)
  }
  return scores
}
