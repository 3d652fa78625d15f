import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import type { Database } from '../src/store/database.ts'
import { openPostgres } from '../src/store/engines/postgres.ts'
import { type Cable, layCable } from './rigs/cable.ts'
import { freshUrl, type PostgresServer, startPostgres } from './rigs/postgres-server.ts'

/** What breaks between Paperboy and its PostgreSQL, and what comes of it. */

const LETTERS = z.object({ letter: z.string() })
const INSERT = 'insert into told (letter) values (?)'
const letters = async (database: Database): Promise<readonly string[]> =>
  (await database.rows(LETTERS, 'select letter from told order by letter')).map(row => row.letter)

let url: string
let database: Database
beforeEach(async () => {
  url = await freshUrl(inject('postgres'))
  database = await openPostgres(url)
  await database.run('create table told (letter text primary key, n integer not null default 0)')
  return () => database.close()
})

describe('a line that breaks', () => {
  let cable: Cable
  let far: Database
  beforeEach(async () => {
    cable = await layCable(url, `${new URL(url).searchParams.get('host')}/.s.PGSQL.5432`)
    far = await openPostgres(cable.url)
    return async () => {
      await far.close()
      await cable.stop()
    }
  })
  /** The next thing said that holds `words` meets this fate, and nothing after it. */
  const once = (words: string, fate: 'break before' | 'break after'): void => {
    cable.fate = said => {
      if (!said.includes(words)) return 'pass'
      cable.fate = () => 'pass'
      return fate
    }
  }

  it.each(['break before', 'break after'] as const)(
    '%s a read is answered: it is asked again',
    async fate => {
      await far.run(INSERT, 'a')
      once('select letter', fate)
      expect(await letters(far)).toEqual(['a'])
      expect(cable.breaks).toBe(1)
    },
  )

  it.each([
    ['break before', []],
    ['break after', ['a']],
  ] as const)('%s a single write is answered: it rejects, and is not said twice', async (fate, left) => {
    once('insert', fate)
    await expect(far.run(INSERT, 'a')).rejects.toThrow('Connection terminated')
    await expect.poll(() => letters(database)).toEqual(left)
  })

  it.each(['begin', 'insert'])('at the %s of a transaction: all of it runs again', async words => {
    for (const fate of ['break before', 'break after'] as const) {
      once(words, fate)
      await far.atomically(inside => inside.run(INSERT, fate))
    }
    expect(cable.breaks).toBe(2)
    expect(await letters(far)).toEqual(['break after', 'break before'])
  })

  it.each([
    ['break before', []],
    ['break after', ['a']],
  ] as const)('%s COMMIT is answered: it rejects, since it may have been done', async (fate, left) => {
    once('commit', fate)
    await expect(far.atomically(inside => inside.run(INSERT, 'a'))).rejects.toThrow(
      'the line broke during COMMIT, so that nobody knows whether it was done',
    )
    await expect.poll(() => letters(database)).toEqual(left)
    await far.run(INSERT, 'b')
    expect(await letters(far)).toEqual([...left, 'b'])
  })

  it('at every attempt: gives up after five', async () => {
    cable.fate = said => (said.includes('select letter') ? 'break before' : 'pass')
    await expect(letters(far)).rejects.toThrow('Connection terminated')
    expect(cable.breaks).toBe(5)
  })

  it('while nobody uses it: the next reader does not notice, and then nobody does', async () => {
    await far.run(INSERT, 'a')
    await database.run(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like 'insert into told%' and pid <> pg_backend_pid() and state = 'idle'",
    )
    expect(await letters(far)).toEqual(['a'])
    await far.run(INSERT, 'b')
    expect(await letters(far)).toEqual(['a', 'b'])
  })
})

describe('a server that restarts in mid-work', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  it('keeps what was acknowledged, does nothing twice, and fails no reader', async () => {
    const working = await openPostgres(server.url)
    await working.run('create table told (letter text primary key)')
    const acknowledged: string[] = []
    const doubtful: string[] = []
    let restarted = false
    const write = async (worker: number): Promise<void> => {
      for (let n = 0; !restarted || n < 20; n++) {
        const letter = `${worker}-${n}`
        await working
          .atomically(inside => inside.run(INSERT, letter))
          .then(
            () => acknowledged.push(letter),
            () => doubtful.push(letter),
          )
        await letters(working)
      }
    }
    const writing = Promise.all([1, 2, 3, 4].map(write))
    await expect.poll(() => acknowledged.length).toBeGreaterThan(10)
    await server.restart()
    restarted = true
    await writing
    const kept = await letters(working)
    expect(acknowledged.filter(letter => !kept.includes(letter))).toEqual([])
    expect(kept.filter(letter => !acknowledged.includes(letter) && !doubtful.includes(letter))).toEqual([])
    // Each worker may have been at its COMMIT when the server went.
    expect(doubtful.length).toBeLessThanOrEqual(4)
    await working.close()
  })
})

describe('many at once', () => {
  it('share the connections there are, each in its turn', async () => {
    const names = Array.from({ length: 50 }, (_, index) => String(index).padStart(2, '0'))
    await Promise.all(names.map(name => database.atomically(inside => inside.run(INSERT, name))))
    expect(await letters(database)).toEqual(names)
  })

  it('are refused when all connections are held for longer than anybody would wait, and served afterwards', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    const held = Array.from({ length: 10 }, () =>
      database.atomically(async inside => {
        await inside.run('select 1')
        await released
      }),
    )
    await expect(letters(database)).rejects.toThrow('timeout exceeded when trying to connect')
    release()
    await Promise.all(held)
    expect(await letters(database)).toEqual([])
  })

  it('that wait for each other are untangled: one of them runs again, and both are done', async () => {
    await database.run("insert into told (letter) values ('a'), ('b')")
    const { promise: bothHold, resolve: go } = Promise.withResolvers<void>()
    let attempts = 0
    const raise = (first: string, second: string) =>
      database.atomically(async inside => {
        await inside.run('update told set n = n + 1 where letter = ?', first)
        if (++attempts === 2) go()
        await bothHold
        await inside.run('update told set n = n + 1 where letter = ?', second)
      })
    await Promise.all([raise('a', 'b'), raise('b', 'a')])
    expect(attempts).toBe(3)
    expect(await database.rows(z.object({ n: z.number() }), 'select n from told')).toEqual([
      { n: 2 },
      { n: 2 },
    ])
  })

  it('that change what another has read run again', async () => {
    await database.run(INSERT, 'a')
    const raise = () =>
      database.atomically(async inside => {
        await inside.run('set transaction isolation level repeatable read')
        const [row] = await inside.rows(z.object({ n: z.number() }), 'select n from told')
        await inside.run('update told set n = ?', (row?.n ?? 0) + 1)
      })
    await Promise.all([raise(), raise(), raise()])
    expect(await database.rows(z.object({ n: z.number() }), 'select n from told')).toEqual([{ n: 3 }])
  })
})

describe('a server that says no', () => {
  it('only reads, after a failover: the write goes over a new connection', async () => {
    await database.run('set default_transaction_read_only = on')
    await database.run(INSERT, 'a')
    expect(await letters(database)).toEqual(['a'])
  })

  it('ends statements that take too long and transactions whose process is frozen', async () => {
    const setting = async (name: string) => database.rows(z.record(z.string(), z.string()), `show ${name}`)
    expect(await setting('statement_timeout')).toEqual([{ statement_timeout: '10s' }])
    expect(await setting('idle_in_transaction_session_timeout')).toEqual([
      { idle_in_transaction_session_timeout: '30s' },
    ])
    await expect(
      database.atomically(async inside => {
        await inside.run('set local statement_timeout = 20')
        await inside.run('select pg_sleep(60)')
      }),
    ).rejects.toThrow('statement timeout')
    expect(await letters(database)).toEqual([])
  })

  it('undoes a transaction that goes on after a statement that failed, and says so', async () => {
    await database.run(INSERT, 'a')
    await expect(
      database.atomically(async inside => {
        await inside.run(INSERT, 'b')
        await expect(inside.run(INSERT, 'a')).rejects.toThrow('duplicate key')
      }),
    ).rejects.toThrow('a statement of a transaction failed, so all was undone')
    expect(await letters(database)).toEqual(['a'])
  })
})
