import { DatabaseSync } from 'node:sqlite'
import { expect } from 'vitest'
import type { Log } from '../../src/chat.ts'
import { createTick } from '../../src/delivery/tick.ts'
import { openSqlite } from '../../src/store/engines/sqlite.ts'
import { storeOn } from '../../src/store/store.ts'
import type { HubPaper } from '../emulators/hub.ts'
import { FRIDAY, VIDEO } from '../papers.ts'
import { startPaperboy } from '../rigs/paperboy.ts'
import { platform } from '../rigs/platform.ts'
import type { Fault } from './fault.ts'

/** How the file of SQLite breaks, for whoever has it open by `connection`; what comes back mends it. */
interface Breakage {
  readonly what: string
  readonly breakIt: (
    file: string,
    connection: ReturnType<typeof openSqlite>,
  ) => Promise<() => Promise<unknown>>
  /** What the log says of it. */
  readonly complaint: RegExp
  /** What is written down of a post that has arrived is less than what stood there, and has room on a full disk. */
  readonly only?: 'before'
}

const BREAKAGES: readonly Breakage[] = [
  {
    what: 'another process that holds the file (5)',
    breakIt: async (file, connection) => {
      await connection.run('pragma busy_timeout = 20')
      const other = new DatabaseSync(file)
      other.exec('begin immediate')
      return async () => {
        other.exec('rollback')
        other.close()
      }
    },
    complaint: /is held by another process/,
  },
  {
    what: 'a full disk (13)',
    breakIt: async (_file, connection) => {
      await connection.run('create table filling (filling text)')
      // The least there can be: as many pages as there are.
      await connection.run('pragma max_page_count = 1')
      const fill = () => connection.run('insert into filling values (?)', 'x'.repeat(3_000))
      for (let isRoom = true; isRoom; ) isRoom = await fill().then(Boolean, () => false)
      return () => connection.run('pragma max_page_count = 1000000')
    },
    complaint: /cannot grow: make room on its disk/,
    only: 'before',
  },
  {
    what: 'a file that can only be read (8)',
    breakIt: async (_file, connection) => {
      await connection.run('pragma query_only = on')
      return () => connection.run('pragma query_only = off')
    },
    complaint: /can only be read: let the user/,
  },
]

/** So many that what is to be written of them does not fit into what is left of a page. */
const PAPERS = Array.from({ length: 30 }, (_, n): HubPaper => ({ ...VIDEO, key: `2608.200${n + 10}` }))

/** Monday at nine, and as often as a minute tick looks until it is mended, and after. */
const BROKEN = ['09:00', '09:01', '09:02'] as const
const MENDED = ['09:03', '09:04', '09:05', '09:06', '09:07'] as const

function meets({ what, breakIt, complaint }: Breakage, when: 'before' | 'after'): Fault {
  return {
    what: `${what}, ${when === 'before' ? 'when the post is due' : 'when the post has arrived and that is to be written down'}`,
    outcome: 'the log says what to do, and the post comes once, with its thread',
    prove: async () => {
      const { arrived, ask, readers, rig } = platform()
      const paperboy = await startPaperboy(() => rig, {
        batches: { [FRIDAY]: PAPERS },
        time: '2026-08-22T10:00:00Z',
      })
      let mend: (() => Promise<unknown>) | undefined
      try {
        await paperboy.read(FRIDAY)
        await ask('subscribe at:09:00 top:1')
        const { posting } = paperboy.house
        const connection = openSqlite(paperboy.file, () => posting.choice().nowMs)
        const logged: string[] = []
        const log: Log = (_level, _event, facts) => void logged.push(String(facts?.error))
        const tick = createTick({ ...posting, log, store: await storeOn(connection) })
        const doBreak = async (): Promise<void> => {
          mend ??= await breakIt(paperboy.file, connection)
        }
        if (when === 'before') await doBreak()
        else readers.push(doBreak)
        const tickAt = (time: string): Promise<void> => {
          paperboy.setTime(`2026-08-24T${time}:00Z`)
          return tick.run()
        }
        for (const time of BROKEN) await tickAt(time)
        expect(arrived).toHaveLength(when === 'before' ? 0 : 1)
        expect(logged.join()).toMatch(complaint)
        await mend?.()
        for (const time of MENDED) await tickAt(time)
        expect(arrived).toHaveLength(2)
        expect(new Set(arrived.map(({ key }) => key)).size).toBe(2)
        await connection.close()
      } finally {
        await paperboy.stop()
      }
    },
  }
}

export const SQLITE: readonly Fault[] = BREAKAGES.flatMap(breakage => [
  meets(breakage, 'before'),
  ...(breakage.only ? [] : [meets(breakage, 'after')]),
])
