import { describe, expect, inject, it } from 'vitest'
import { coreSettings, readSettings } from '../src/config.ts'
import { openPostgres } from '../src/store/engines/postgres.ts'
import { unusable } from '../src/store/engines/postgres-faults.ts'
import { openStore } from '../src/store/store.ts'
import { layCable } from './rigs/cable.ts'
import { freshUrl } from './rigs/postgres-server.ts'

describe('DATABASE_URL', () => {
  const read = (url: string) => readSettings(coreSettings, { DATABASE_URL: url })

  it.each([
    'postgres://ada:secret@db:5432/paperboy',
    'postgresql://db/paperboy',
    'postgres:///paperboy?host=/run/pg',
  ])('may be %s', url => {
    expect(read(url)).toMatchObject({ settings: { DATABASE_URL: url } })
  })

  it.each([
    ['no database', 'postgres://ada:secret@db:5432', 'postgres://ada:…@db:5432'],
    ['an unwritten sign in the password', 'postgres://ada:se#cr/e@t@db/p', 'postgres://ada:…@db/p'],
    ['a slip of the pen', 'postgers://ada:secret@db/p', 'postgers://ada:…@db/p'],
  ])('with %s is refused without repeating its password', (_fault, url, told) => {
    const answer = read(url)
    if (!('mistakes' in answer)) throw new Error('it was accepted')
    expect(answer.mistakes).toHaveLength(1)
    expect(answer.mistakes[0]).toContain(`DATABASE_URL cannot be used: ${told}. Write it like`)
  })
})

describe('a start on PostgreSQL', () => {
  it('waits for a server that is starting', async () => {
    const url = await freshUrl(inject('postgres'))
    const cable = await layCable(url, `${new URL(url).searchParams.get('host')}/.s.PGSQL.5432`)
    let refusals = 0
    cable.fate = () => (++refusals <= 3 ? 'break before' : 'pass')
    const store = await openStore(cable.url)
    expect(cable.breaks).toBe(3)
    await store.close()
    await cable.stop()
  })

  it('says at once what a server would not do, and what to do about it', async () => {
    const url = new URL(inject('postgres'))
    url.pathname = '/nowhere'
    await expect(openPostgres(url.href)).rejects.toThrow(
      /^DATABASE_URL names a PostgreSQL that cannot be used: .*:5432\/nowhere \(database "nowhere" does not exist\)\. Make it with createdb, or name another\.$/,
    )
  })

  it('says what to do when nobody answers, without the password', () => {
    const { message } = unusable('postgres://ada:secret@db/paperboy', new Error('connect ECONNREFUSED'))
    expect(message).toBe(
      'DATABASE_URL names a PostgreSQL that cannot be used: db:5432/paperboy (connect ECONNREFUSED). Start the server, or correct the address.',
    )
  })

  it('says that its user may make no tables', async () => {
    const url = await freshUrl(inject('postgres'))
    const owner = await openPostgres(url)
    const guest = `guest_${process.pid}`
    await owner.run(`create role ${guest} login`)
    await owner.run(
      `do $$ begin execute 'grant usage on schema ' || current_schema || ' to ${guest}'; end $$`,
    )
    await owner.close()
    await expect(openStore(url.replace('postgres@', `${guest}@`))).rejects.toThrow(
      /cannot be used: .* \(permission denied for schema .*\)\. Grant its user to create tables/,
    )
  })

  it('may be the start of several replicas on the same empty database', async () => {
    const url = await freshUrl(inject('postgres'))
    const stores = await Promise.all(Array.from({ length: 6 }, () => openStore(url)))
    const claims = await Promise.all(stores.map(store => store.inbound.claim('id', 'ada', 1)))
    expect(claims.filter(Boolean)).toHaveLength(1)
    await Promise.all(stores.map(store => store.close()))
  })
})
