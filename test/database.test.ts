import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Database } from '../src/store/database.ts'
import { openDatabase } from '../src/store/engines/open-database.ts'
import { ENGINES } from './rigs/engines.ts'

const N = z.object({ n: z.number() })

describe.each(ENGINES)('a database on %s', (_name, freshUrl) => {
  let folder: string
  let database: Database
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paperboy-database-'))
    database = await openDatabase(await freshUrl(folder), Date.now)
    await database.run('create table t (n bigint primary key, taken integer not null default 0)')
  })
  afterEach(async () => {
    await database.close()
    await rm(folder, { recursive: true })
  })
  const all = async () => (await database.rows(N, 'select n from t order by n')).map(row => row.n)

  it('keeps a transaction to itself until it is committed, and undoes one that fails', async () => {
    const failing = database.atomically(async inside => {
      await inside.run('insert into t (n) values (1)')
      await new Promise(resolve => setImmediate(resolve))
      throw new Error('no')
    })
    const outside = database.run('insert into t (n) values (2)')
    await expect(failing).rejects.toThrow('no')
    await outside
    expect(await all()).toEqual([2])
  })

  it('does not run a transaction again that fails of itself', async () => {
    let attempts = 0
    const failing = database.atomically(async () => {
      attempts++
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(attempts).toBe(1)
  })

  it('runs what wants to be alone one after the other', async () => {
    const order: string[] = []
    const alone = (name: string) =>
      database.alone(async inside => {
        order.push(name)
        await inside.run('insert into t (n) select count(*) from t')
        await new Promise(resolve => setImmediate(resolve))
        order.push(name)
      })
    await Promise.all([alone('a'), alone('b')])
    expect(order.join('')).toMatch(/^(?:aabb|bbaa)$/)
    expect(await all()).toEqual([0, 1])
  })

  it('gives each of several takers other rows', async () => {
    for (const n of [1, 2, 3, 4]) await database.run('insert into t (n) values (?)', n)
    const take = () =>
      database.atomically(inside =>
        inside.rows(
          N,
          `update t set taken = 1 where n in (select n from t where taken = 0 order by n limit 2 ${inside.skipLocked}) returning n`,
        ),
      )
    const taken = await Promise.all([take(), take()])
    expect(taken.map(rows => rows.length)).toEqual([2, 2])
    expect(new Set(taken.flat().map(row => row.n)).size).toBe(4)
  })

  it('gives integers, counts and sums as numbers', async () => {
    await database.run('insert into t (n) values (?)', Number.MAX_SAFE_INTEGER - 1)
    await database.run('insert into t (n) values (?)', 1)
    const shape = z.object({ count: z.number(), sum: z.number() })
    expect(
      await database.rows(shape, "select count(*) as count, sum(n) as sum from t where '?' = '?'"),
    ).toEqual([{ count: 2, sum: Number.MAX_SAFE_INTEGER }])
  })

  it('refuses an integer that a number cannot hold, rather than round it', async () => {
    await database.run('insert into t (n) values (9007199254740993)')
    await expect(all()).rejects.toThrow()
  })

  it('names the statement and the column when a row does not fit', async () => {
    await expect(database.rows(z.object({ n: z.string() }), 'select 1 as n')).rejects.toThrow(
      /at n: .*\(select 1 as n\)/,
    )
  })

  it('tells the time', async () => {
    const before = Date.now()
    const told = await database.now()
    // The servers of tests share the machine’s clock; its milliseconds are cut off.
    expect(told).toBeGreaterThanOrEqual(before - 1)
    expect(told).toBeLessThanOrEqual(Date.now())
  })
})
