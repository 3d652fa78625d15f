import { describe, it } from 'vitest'
import { DISCORD_POSTS } from './faults/discord-posts.ts'
import { HUB_READING } from './faults/hub-reading.ts'
import { SLACK_POSTS } from './faults/slack-posts.ts'

/** What may break, and what becomes of it: a table that a reader may trust, since each line of it is broken here. */
describe.each([
  ['Slack', SLACK_POSTS],
  ['Discord', DISCORD_POSTS],
  ['the hub', HUB_READING],
])('on %s', (_where, faults) => {
  describe.concurrent('a fault', () => {
    it.each(faults)('$what: $outcome', ({ prove }) => prove())
  })
})
