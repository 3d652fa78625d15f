import { describe, expect, it } from 'vitest'
import { CASES } from './cases.ts'
import { assertMutatedRecordsAreRead } from './mutated-records.ts'

describe('a record of the hub', () => {
  it('never throws, whatever has become of it: it is a paper, or what is wrong with it is named', () => {
    const { paper, fault } = assertMutatedRecordsAreRead(CASES)
    expect(Math.min(paper, fault)).toBeGreaterThan(CASES / 20)
  })
})
