import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Database } from '../src/store/database.ts'
import { openDatabase } from '../src/store/engines/open-database.ts'
import { type Move, type MoveParts, move } from '../src/store/moving/move.ts'
import { rowsAfter } from '../src/store/moving/table-rows.ts'
import { tablesOfSchema } from '../src/store/schema.ts'
import { openStore } from '../src/store/store.ts'
import { layCable } from './rigs/cable.ts'
import { ENGINES } from './rigs/engines.ts'
import { fill } from './rigs/filling.ts'
import { freshUrl } from './rigs/postgres-server.ts'
import { ended, environmentOf, started } from './rigs/process.ts'

const ROWS = 230

let folder: string
let opened: Database[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-move-'))
  opened = []
})
afterEach(async () => {
  await Promise.all(opened.map(database => database.close()))
  await rm(folder, { recursive: true })
})
const open = async (url: string): Promise<Database> => {
  const database = await openDatabase(url, Date.now)
  opened.push(database)
  return database
}
const sqliteUrl = (name: string): string => `sqlite:${join(folder, name)}`
const moving = (source: Database, target: Database, more: Partial<MoveParts> = {}): Promise<Move> =>
  move({ source, target, name: 'old', begins: () => {}, copied: () => {}, checked: () => {}, ...more })

/** Every row of every table, sorted here rather than by the engine. */
async function everything(database: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = await tablesOfSchema()
  const told = tables.map(async table => {
    const rows = await rowsAfter(database, table, [], 1_000_000)
    return [table.name, rows.map(row => JSON.stringify(row)).sort()] as const
  })
  return Object.fromEntries(await Promise.all(told))
}

const WAYS = ENGINES.flatMap(([from, freshSource]) =>
  ENGINES.map(([to, freshTarget]) => ({ from, to, freshSource, freshTarget })),
)

describe('a move', () => {
  it.each(WAYS)('from $from to $to brings every row, and says so of each table', async way => {
    const source = await open(await way.freshSource(folder))
    await fill(source, ROWS)
    const url = await way.freshTarget(folder)
    const target = await open(url)
    const moved = await moving(source, target)
    expect(await everything(target)).toEqual(await everything(source))
    if (moved.kind === 'refused') throw new Error(moved.why)
    expect(moved.kind).toBe('moved')
    expect(new Set(moved.tables.map(table => table.target.rows))).toEqual(new Set([ROWS]))
    for (const table of moved.tables) expect(table.target).toEqual(table.source)
    await (await openStore(url)).close()
  })

  it('goes on where it was, however often its line breaks, and brings nothing twice', async () => {
    const source = await open(sqliteUrl('old.db'))
    await fill(source, ROWS)
    const url = await freshUrl(inject('postgres'))
    const cable = await layCable(url, `${new URL(url).searchParams.get('host')}/.s.PGSQL.5432`)
    let said = 0
    // At COMMIT, where nobody can know whether a slice has arrived: each attempt comes two slices further.
    cable.fate = words =>
      words.includes('commit') && ++said % 7 === 0 ? (said % 2 ? 'break before' : 'break after') : 'pass'
    const target = await open(cable.url)
    let attempts = 0
    let outcome: Move | undefined
    while (!outcome) {
      attempts++
      outcome = await moving(source, target).catch((error: Error) => {
        expect(error.message).toContain('the line broke during COMMIT')
        return undefined
      })
    }
    expect(attempts).toBeGreaterThan(5)
    expect(outcome.kind).toBe('moved')
    expect(await everything(target)).toEqual(await everything(source))
    await Promise.all(opened.splice(0).map(database => database.close()))
    await cable.stop()
  })

  it('refuses a target that holds anything, and one that another move has begun to fill', async () => {
    const source = await open(sqliteUrl('old.db'))
    await fill(source, 150)
    const full = await open(sqliteUrl('full.db'))
    await fill(full, 1)
    const before = await everything(full)
    expect(await moving(source, full)).toMatchObject({
      kind: 'refused',
      why: expect.stringMatching(
        /^The target is not empty: its table \w+ has rows\. Name an empty database\.$/,
      ),
    })
    expect(await everything(full)).toEqual(before)

    const half = await open(sqliteUrl('half.db'))
    const stopped = () => {
      throw new Error('stopped')
    }
    await expect(moving(source, half, { copied: stopped })).rejects.toThrow('stopped')
    expect(await moving(source, half, { name: 'other' })).toEqual({
      kind: 'refused',
      why: 'The target holds a half-finished move from old: finish that one, or empty the target.',
    })
    await expect(openStore(sqliteUrl('half.db'))).rejects.toThrow(
      /^DATABASE_URL names a database into which old is half moved\. Start the same “npm run move” again/,
    )
    expect((await moving(source, half)).kind).toBe('moved')
  })

  it('finds out that the two are not the same, and leaves the target marked', async () => {
    const source = await open(sqliteUrl('old.db'))
    await fill(source, 150)
    const target = await open(sqliteUrl('new.db'))
    const stopped = (done: number) => {
      if (done > 300) throw new Error('stopped')
    }
    await expect(moving(source, target, { copied: stopped })).rejects.toThrow('stopped')
    await target.run('update batch set read_ms = 7 where read_ms = 2')
    const moved = await moving(source, target)
    if (moved.kind === 'refused') throw new Error(moved.why)
    expect(moved.kind).toBe('differs')
    const differing = moved.tables.filter(table => table.source.checksum !== table.target.checksum)
    expect(differing.map(table => table.name)).toEqual(['batch'])
    await expect(openStore(sqliteUrl('new.db'))).rejects.toThrow('is half moved')
  })
})

describe('npm run move', () => {
  const start = (...words: readonly string[]) => started('move.ts', words, environmentOf({}))

  it('killed in the middle, goes on where it was when it is started again', async () => {
    const from = sqliteUrl('old.db')
    const source = await open(from)
    await fill(source, ROWS)
    const to = await freshUrl(inject('postgres'))
    const cable = await layCable(to, `${new URL(to).searchParams.get('host')}/.s.PGSQL.5432`)
    const killed = start('--from', from, '--to', cable.url)
    let commits = 0
    cable.fate = said => {
      if (!said.includes('commit') || ++commits < 9) return 'pass'
      killed.kill('SIGKILL')
      return 'break after'
    }
    expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL'])
    await cable.stop()
    await expect(openStore(to)).rejects.toThrow(`into which ${from} is half moved`)

    const { out, complaints, code } = await ended(start('--from', from, '--to', to))
    expect(out).toMatch(/^An earlier move has brought [1-9]\d* of them already\.$/m)
    expect(out).toMatch(/^inbound: 230 rows, checksum [0-9a-f]{16}, the same in both\.$/m)
    expect(out).toMatch(/^All is moved\. Set DATABASE_URL to the new database; .*\n$/m)
    expect(complaints).toMatch(/^copied 100 %\n(?:compared +\d+ %\n)+$/m)
    expect(code).toBe(0)
    expect(await everything(await open(to))).toEqual(await everything(source))
  })

  it.each([
    ['nothing', [], 'Write it like: npm run move -- --from sqlite:./paperboy.db --to postgres://'],
    ['an unknown word', ['--form', 'x'], "Unknown option '--form'"],
    [
      'a file that is not there',
      ['--from', 'sqlite:./not-here.db', '--to', 'sqlite:./x.db'],
      '--from names no database: sqlite:./not-here.db.',
    ],
    [
      'the same twice',
      ['--from', 'sqlite:a.db', '--to', 'sqlite:a.db'],
      '--from and --to name the same database.',
    ],
    [
      'a slip of the pen',
      ['--from', 'sqlite:a.db', '--to', 'postgers://ada:secret@db/p'],
      '--to cannot be used: postgers://ada:…@db/p.',
    ],
  ])('refuses %s in a sentence', async (_what, words, told) => {
    const { out, complaints, code } = await ended(start(...words))
    expect(complaints).toContain(told)
    expect(complaints).not.toContain('secret')
    expect(out).toBe('')
    expect(code).toBe(1)
  })
})
