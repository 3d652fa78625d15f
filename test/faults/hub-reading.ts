import { expect } from 'vitest'
import { type HubMishap, hubRecord } from '../emulators/hub.ts'
import { FRIDAY, GROK, THURSDAY, VIDEO } from '../papers.ts'
import { startPaperboy } from '../rigs/paperboy.ts'
import { platform } from '../rigs/platform.ts'
import type { Fault } from './fault.ts'

/** What the hub does to whoever asks for Friday's papers, until Monday at half past nine. */
function breaks(what: string, mishap: HubMishap): Fault {
  return {
    what,
    outcome: 'the post waits, comes when the hub is back, once, and says that it is late',
    prove: async () => {
      const { arrived, ask, rig } = platform()
      const papers = { [THURSDAY]: [GROK], [FRIDAY]: [VIDEO] }
      const paperboy = await startPaperboy(() => rig, { batches: papers, time: '2026-08-21T08:00:00Z' })
      try {
        await paperboy.read(THURSDAY)
        await ask('subscribe at:09:00')
        await paperboy.tickAt('2026-08-21T09:00:00Z')
        arrived.splice(0)
        paperboy.hub.break(mishap)
        paperboy.setTime('2026-08-24T08:59:00Z')
        await paperboy.read(FRIDAY)
        await paperboy.tickAt('2026-08-24T09:00:00Z')
        expect(arrived.length).toBe(0)
        paperboy.hub.mend()
        paperboy.setTime('2026-08-24T09:30:00Z')
        await paperboy.read(FRIDAY)
        await paperboy.tickAt('2026-08-24T09:31:00Z')
        await paperboy.tickAt('2026-08-24T09:40:00Z')
        expect(arrived.map(({ reply }) => JSON.stringify(reply))).toEqual([
          expect.stringMatching(/Friday, August 21, 2026.*Late: .*09:00.*Minute-Long Video/s),
        ])
      } finally {
        await paperboy.stop()
      }
    },
  }
}

/** A list in which not every record can be read. */
function holds(what: string, records: readonly unknown[]): Fault {
  return {
    what,
    outcome: 'the papers that can be read are posted, once each',
    prove: async () => {
      const { arrived, ask, rig } = platform()
      const paperboy = await startPaperboy(() => rig, { batches: {}, time: '2026-08-22T10:00:00Z' })
      try {
        paperboy.hub.serve(FRIDAY, records)
        await paperboy.read(FRIDAY)
        await ask('subscribe at:09:00')
        await paperboy.tickAt('2026-08-24T09:00:00Z')
        const items = arrived.flatMap(({ reply }) => reply.blocks.filter(({ kind }) => kind === 'item'))
        expect(JSON.stringify(items)).toContain(VIDEO.title)
        expect(items).toHaveLength(1)
      } finally {
        await paperboy.stop()
      }
    },
  }
}

const record = hubRecord(VIDEO, FRIDAY)
const instead = (told: Omit<HubMishap & { kind: 'instead' }, 'kind'>): HubMishap => ({
  kind: 'instead',
  ...told,
})

export const HUB_READING: readonly Fault[] = [
  breaks('no answer at all', { kind: 'hang' }),
  breaks('an answer that breaks off', { kind: 'cut' }),
  breaks('500', instead({ status: 500 })),
  breaks('429 without saying how long', instead({ status: 429 })),
  breaks('HTML instead of a list', instead({ body: '<html><body>Bad gateway</body></html>' })),
  breaks('half a list', instead({ body: '[{"paper":{"id":"2608' })),
  breaks('a list of 40 MB', instead({ body: `[${'{"paper":{}},'.repeat(3_000_000)}{}]` })),
  breaks('an object instead of a list', instead({ body: '{"papers":[]}' })),
  holds('records of wrong types', [5, null, { paper: { id: 7, title: [] } }, record]),
  holds('the same paper twice', [record, record]),
  holds('a paper without a title', [
    { ...record, title: '', paper: { id: '2608.10099', title: '' } },
    record,
  ]),
]
