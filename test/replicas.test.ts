import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { type HubEmulator, hubRecord, openHub } from './emulators/hub.ts'
import { type SlackEmulator, startSlackEmulator } from './emulators/slack.ts'
import { visible } from './emulators/slack-blocks.ts'
import type { Envelope } from './emulators/slack-wire.ts'
import { CHANNELS, MANAGER } from './emulators/slack-world.ts'
import { QUANT, SPARSE } from './papers.ts'
import { freshUrl } from './rigs/postgres-server.ts'
import { adaptersStarted, environmentOf } from './rigs/process.ts'

/** Two Paperboys as an operator runs them: the same settings, one database. */

let hub: HubEmulator
let slack: SlackEmulator
beforeEach(async () => {
  hub = await openHub()
  slack = await startSlackEmulator()
  return async () => {
    await slack.close()
    await hub.stop()
  }
})

const replicas: ChildProcessByStdio<null, null, Readable>[] = []
afterEach(() => {
  for (const replica of replicas.splice(0)) replica.kill('SIGKILL')
})

async function startReplica(url: string): Promise<ChildProcessByStdio<null, null, Readable>> {
  const replica = spawn(process.execPath, ['adapters/start.js'], {
    env: { ...environmentOf({ hub, slack }), DATABASE_URL: url, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  replicas.push(replica)
  await adaptersStarted(replica.stderr)
  return replica
}

/** Slack is not sure whether it was heard, and tells every socket there is. */
const toAll = async (envelope: Envelope): Promise<void> => {
  await Promise.all(slack.sockets.map(() => slack.overSocket(envelope)))
}

it('two replicas start at once, answer each thing once between them, and one goes on when the other is killed', async () => {
  hub.serve('2026-08-20', [hubRecord(SPARSE, '2026-08-20'), hubRecord(QUANT, '2026-08-20')])
  const url = await freshUrl(inject('postgres'))
  const [first, second] = await Promise.all([startReplica(url), startReplica(url)])

  await slack.overSocket(slack.slash(MANAGER, CHANNELS.papers, 'search grokking'))
  await slack.until(() => slack.changes.length === 1, 'the hits')
  const [hits] = slack.changes
  if (!hits) throw new Error('there are no hits')
  for (const envelope of slack.say(MANAGER, CHANNELS.papers, 'does #1 have code?', hits.ts))
    await toAll(envelope)
  await slack.until(() => slack.changes.length === 2, 'the answer in the thread')

  await slack.overSocket(slack.slash(MANAGER, CHANNELS.papers, 'save #2'))
  await slack.until(() => slack.changes.length === 3, 'the list')
  first.kill('SIGKILL')
  await once(first, 'exit')
  await slack.until(() => slack.sockets.length <= 2, 'the sockets of the killed to close')
  await slack.overSocket(slack.slash(MANAGER, CHANNELS.papers, 'saved'))
  await slack.until(() => slack.changes.length === 4, 'the list from the other')
  expect(visible(slack.changes[3]?.blocks ?? []).text).toContain('Your list: 1 paper')

  second.kill('SIGTERM')
  expect(await once(second, 'exit')).toEqual([0, null])
  // Nothing was answered a second time meanwhile.
  expect(slack.changes).toHaveLength(4)
})
