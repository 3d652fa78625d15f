import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wholes } from '../src/search/index/column.ts'
import { createLists } from '../src/search/index/lists.ts'

const number = fc.nat(1000)
const change = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), list: fc.nat(6), at: fc.nat(), value: number }),
  fc.record({ kind: fc.constant('remove' as const), list: fc.nat(6), at: fc.nat() }),
  fc.record({ kind: fc.constant('replace' as const), list: fc.nat(6), values: fc.array(number) }),
  fc.record({ kind: fc.constant('save' as const), spare: fc.constantFrom(0, 0.1, 1) }),
)

it('many lists in one array are what as many arrays would be, also saved and read back at any time', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 120 }), changes => {
      let lists = createLists(wholes)
      const plain: number[][] = Array.from({ length: 7 }, () => [])
      for (const change of changes) {
        if (change.kind === 'save') {
          const saved = lists.saved(7, change.spare)
          lists = createLists(wholes, saved)
        } else {
          const list = plain[change.list] ?? []
          if (change.kind === 'insert') {
            const at = change.at % (list.length + 1)
            lists.insert(change.list, at, change.value)
            list.splice(at, 0, change.value)
          } else if (change.kind === 'replace') {
            lists.replace(change.list, change.values)
            list.splice(0, list.length, ...change.values)
          } else if (list.length > 0) {
            const at = change.at % list.length
            lists.remove(change.list, at)
            list.splice(at, 1)
          }
        }
        expect(plain.map((_, list) => [...lists.view(list)])).toEqual(plain)
        expect(plain.map((_, list) => lists.length(list))).toEqual(plain.map(list => list.length))
      }
    }),
  )
})
