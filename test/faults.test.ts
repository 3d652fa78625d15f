import { describe, expect, it } from 'vitest'
import { CLOCK } from './faults/clock.ts'
import { DISCORD_CONNECTIONS } from './faults/discord-connections.ts'
import { DISCORD_POSTS } from './faults/discord-posts.ts'
import { documentOf, type Tables } from './faults/document.ts'
import { HUB_READING } from './faults/hub-reading.ts'
import { POSTGRES } from './faults/postgres.ts'
import { PROCESSES } from './faults/processes.ts'
import { SLACK_CONNECTIONS } from './faults/slack-connections.ts'
import { SLACK_POSTS } from './faults/slack-posts.ts'
import { SQLITE } from './faults/sqlite.ts'

const TABLES: Tables = [
  ['the gateway of Discord', DISCORD_CONNECTIONS],
  ['the sockets of Slack', SLACK_CONNECTIONS],
  ['the way of a post to Slack', SLACK_POSTS],
  ['the way of a post to Discord', DISCORD_POSTS],
  ['the hub', HUB_READING],
  ['the file of SQLite', SQLITE],
  ['PostgreSQL', POSTGRES],
  ['the clock', CLOCK],
  ['the process', PROCESSES],
]

/** What may break, and what becomes of it: a table that a reader may trust, since each line of it is broken here. */
describe.concurrent.each(TABLES)('on %s', (_where, faults) => {
  describe.concurrent('a fault', () => {
    it.each(faults)('$what: $outcome', ({ prove }) => prove(), 60_000)
  })
})

it('the document says the same', async () => {
  await expect(documentOf(TABLES)).toMatchFileSnapshot('faults/README.md')
})
