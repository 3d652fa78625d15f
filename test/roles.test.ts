import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { trainRoles } from '../data/make/role-training.ts'
import { roleBytes } from '../data/make/write-roles.ts'
import { type JudgedAbstract, readJudgedAbstracts } from '../data/read/judged-abstracts.ts'
import { chainOf } from '../src/answers/roles/chain.ts'
import { cuesOf } from '../src/answers/roles/cues.ts'
import { ROLES } from '../src/answers/roles/role.ts'
import { loadRoleTable } from '../src/answers/roles/table.ts'
import { roleOf, rolesBy, rolesOf } from '../src/answers/roles.ts'
import { agreementOf } from './eval/roles/agreement.ts'

const folder = mkdtempSync(join(tmpdir(), 'paperboy-roles-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the role of a sentence', () => {
  it('is told from its words and its place', () => {
    const abstract = [
      'Large language models have become popular in recent years.',
      'However, their training remains costly and is poorly understood.',
      'The aim of this paper is to make pruning cheap.',
      'We train a small network on 40 tasks and use its gradients to rank the weights.',
      'Experiments show that our method outperforms the baseline by 3.2%.',
    ]
    expect(rolesOf(abstract).map(roleOf)).toEqual([
      'background',
      'background',
      'objective',
      'method',
      'result',
    ])
  })

  it('is a share for each role, whatever is said', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), sentences => {
        const found = rolesOf(sentences)
        expect(found).toHaveLength(sentences.length)
        for (const shares of found) {
          const each = ROLES.map(role => shares[role])
          expect(Math.min(...each)).toBeGreaterThanOrEqual(0)
          expect(each.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
        }
      }),
    )
  })

  it('is read from a table of at most 30 KB, which is the one its label tells of', () => {
    expect(loadRoleTable().cues.length).toBeGreaterThan(0)
    expect(statSync('data/roles.bin').size).toBeLessThanOrEqual(30_000)
    writeFileSync(join(folder, 'roles.bin'), 'damaged')
    expect(() => loadRoleTable(pathToFileURL(`${folder}/`))).toThrow('npm run roles')
  })
})

it('hears a word wherever it stands, in any case, and any number as a number', () => {
  const cues = (...sentences: readonly string[]) => new Set(cuesOf(sentences)[0])
  const [one, other] = [cues('We gain 3.5 points'), cues('we gain 1,000 POINTS')]
  expect(other).toEqual(one)
  expect(cues('We gain 3.5 points', 'Next.')).not.toEqual(one)
  expect(cues('Points we gain 3.5').isSubsetOf(one)).toBe(false)
})

describe('a chain of roles', () => {
  const number = fc.double({ min: -3, max: 3, noNaN: true })
  const numbers = (size: number) =>
    fc.array(number, { minLength: size, maxLength: size }).map(list => Float64Array.from(list))

  /** Every way to give three sentences roles, with its likelihood. */
  function allWays(scores: readonly Float64Array[], steps: Float64Array) {
    const places = ROLES.keys().toArray()
    const ways = places.flatMap(a => places.flatMap(b => places.map(c => [a, b, c])))
    return ways.map(way => {
      const own = way.reduce((sum, role, at) => sum + (scores[at]?.[role] ?? 0), 0)
      const step = (at: number) => steps[(way[at] ?? 0) * ROLES.length + (way[at + 1] ?? 0)] ?? 0
      return { way, likelihood: Math.exp(own + step(0) + step(1)) }
    })
  }

  it('has the shares that counting all ways gives', () => {
    fc.assert(
      fc.property(fc.tuple(numbers(5), numbers(5), numbers(5)), numbers(25), (scores, steps) => {
        const ways = allWays(scores, steps)
        const share = (fits: (way: readonly number[]) => boolean) =>
          ways.filter(({ way }) => fits(way)).reduce((sum, { likelihood }) => sum + likelihood, 0) /
          ways.reduce((sum, { likelihood }) => sum + likelihood, 0)
        const chain = chainOf(scores, steps)
        for (const at of [0, 1, 2])
          for (const role of [0, 4])
            expect(chain.shares[at]?.[role]).toBeCloseTo(
              share(way => way[at] === role),
              9,
            )
        expect(chain.pair(1)[7]).toBeCloseTo(
          share(way => way[0] === 1 && way[1] === 2),
          9,
        )
        expect(chain.pair(2)[20]).toBeCloseTo(
          share(way => way[1] === 4 && way[2] === 0),
          9,
        )
      }),
      { numRuns: 20 },
    )
  })

  it('does not vanish, however long it is', () => {
    const scores = Array.from({ length: 5_000 }, () => Float64Array.of(30, -30, 0, 0, -700))
    expect(chainOf(scores, new Float64Array(25)).shares.at(-1)?.[0]).toBeCloseTo(1, 9)
  })
})

describe('training', () => {
  const abstracts: readonly JudgedAbstract[] = Array.from({ length: 12 }, (_, at) => ({
    sentences: [`Little is known of topic ${at}.`, 'We train a network.', `It gains ${at} points.`],
    labels: ['background', at % 4 === 0 ? 'objective' : 'method', 'result'],
    confs: [1, 0.8, 0.6],
  }))
  const training = { seed: 3, epochs: 20, keep: 40 }

  it('learns what it is shown and gives the same bytes again', () => {
    const table = trainRoles(abstracts, training)
    expect(rolesBy(table)(['Little is known of this.', 'We train it.', 'It gains.']).map(roleOf)).toEqual([
      'background',
      'method',
      'result',
    ])
    expect(table.cues).toHaveLength(40)
    expect(roleBytes(trainRoles(abstracts, training))).toEqual(roleBytes(table))
    expect(roleBytes(trainRoles(abstracts, { ...training, seed: 4 }))).not.toEqual(roleBytes(table))
  })

  it('names the line whose labels do not fit its sentences', () => {
    const file = join(folder, 'judged.jsonl')
    writeFileSync(file, '{"sentences":["A."],"labels":["method"]}\n{"sentences":["A."],"labels":[]}\n')
    expect(() => readJudgedAbstracts(file)).toThrow('judged.jsonl, line 2')
  })
})

it('is measured by accuracy and by the mean of what each role is worth', () => {
  const pairs = [
    { told: 'method', found: 'method' },
    { told: 'method', found: 'result' },
    { told: 'result', found: 'result' },
    { told: 'other', found: 'method' },
  ] as const
  const { accuracy, macroF1, confusion } = agreementOf(pairs)
  expect(accuracy).toBe(0.5)
  // method 2·1/(2+2) = 1/2, result 2·1/(1+2) = 2/3, other 0
  expect(macroF1).toBeCloseTo((1 / 2 + 2 / 3 + 0) / 3, 12)
  expect(confusion.get('method')?.get('result')).toBe(1)
})
