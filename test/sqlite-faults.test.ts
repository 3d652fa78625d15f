import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Database } from '../src/store/database.ts'
import { openSqlite } from '../src/store/engines/sqlite.ts'
import { openStore } from '../src/store/store.ts'

/** What breaks at Paperboy's file, and what comes of it. */

const N = z.object({ n: z.number() })

let folder: string
let path: string
let database: Database
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-sqlite-'))
  path = join(folder, 'store.db')
  database = openSqlite(path)
  await database.run('create table t (n integer primary key, filling text)')
  await database.run('insert into t (n) values (1)')
})
afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})
const count = async () => (await database.rows(N, 'select count(*) as n from t')).map(row => row.n)

describe('a file of SQLite', () => {
  it('on a full disk (13) refuses what does not fit, undoes its transaction, and works on when there is room', async () => {
    await database.run('pragma max_page_count = 8')
    await expect(
      database.atomically(async inside => {
        for (let n = 2; ; n++) await inside.run('insert into t values (?, ?)', n, 'x'.repeat(1_000))
      }),
    ).rejects.toThrow(/store\.db cannot grow: make room on its disk/)
    expect(await count()).toEqual([1])
    await database.run('pragma max_page_count = 1000')
    await database.run('insert into t values (?, ?)', 2, 'x'.repeat(50_000))
    expect(await count()).toEqual([2])
  })

  it('held by another process for longer than anybody would wait (5) refuses, and works on when it lets go', async () => {
    await database.run('pragma busy_timeout = 20')
    const other = new DatabaseSync(path)
    other.exec('begin immediate')
    await expect(database.run('insert into t (n) values (2)')).rejects.toThrow(/is held by another process/)
    await expect(database.atomically(inside => inside.run('insert into t (n) values (2)'))).rejects.toThrow(
      /is held by another process/,
    )
    expect(await count()).toEqual([1])
    other.exec('rollback')
    other.close()
    await database.run('insert into t (n) values (2)')
    expect(await count()).toEqual([2])
  })

  it('is shared by two processes that read and then write (517): they wait for each other, and no step is lost', async () => {
    const program = `
      import { z } from 'zod'
      import { openSqlite } from './src/store/engines/sqlite.ts'
      const database = openSqlite(process.argv[1])
      for (let step = 0; step < 100; step++)
        await database.atomically(async inside => {
          const [row] = await inside.rows(z.object({ n: z.number() }), 'select n from t')
          await new Promise(resolve => setImmediate(resolve))
          await inside.run('update t set n = ?', row.n + 1)
        })
      await database.close()`
    const workers = [1, 2].map(() =>
      spawn(process.execPath, ['--input-type=module', '-e', program, path], {
        stdio: ['ignore', 'ignore', 'pipe'],
      }),
    )
    const ends = await Promise.all(
      workers.map(async worker => [
        await text(worker.stderr),
        worker.exitCode ?? (await once(worker, 'exit'))[0],
      ]),
    )
    expect(ends).toEqual([
      ['', 0],
      ['', 0],
    ])
    expect(await database.rows(N, 'select n from t')).toEqual([{ n: 201 }])
  })

  it('that can only be read (8) is refused at the start', async () => {
    await expect(openStore(`sqlite:file:${path}?mode=ro`)).rejects.toThrow(
      /^DATABASE_URL names a file that cannot be used: .*store\.db.* can only be read: let the user/,
    )
  })

  it('with a damaged page (11) refuses what stands on it, and what stands elsewhere is still told', async () => {
    await database.run('create table other (n integer)')
    await database.run('insert into other values (7)')
    for (let n = 2; n < 100; n++) await database.run('insert into t values (?, ?)', n, 'x'.repeat(1_000))
    await database.close()
    const file = await open(path, 'r+')
    // The second page is the root of the first table; its first byte tells what kind of page it is.
    await file.write(Buffer.alloc(100, 0xff), 0, 100, 4_096)
    await file.close()
    database = openSqlite(path)
    await expect(count()).rejects.toThrow(/is damaged: put your backup in its place/)
    expect(await database.rows(N, 'select n from other')).toEqual([{ n: 7 }])
  })

  it('that is no database (26), or in no folder (14), is refused at the start', async () => {
    const letter = join(folder, 'letter.txt')
    await writeFile(letter, 'Dear reader, this is no database. '.repeat(100))
    await expect(openStore(`sqlite:${letter}`)).rejects.toThrow(
      /^DATABASE_URL names a file that cannot be used: .*letter\.txt is no database of Paperboy: name another/,
    )
    await expect(openStore(`sqlite:${join(folder, 'no', 'such.db')}`)).rejects.toThrow(
      /^DATABASE_URL names a file that cannot be used: .*such\.db cannot be opened: name a file in a folder/,
    )
  })
})
