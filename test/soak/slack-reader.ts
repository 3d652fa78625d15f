import type { SlackEmulator } from '../emulators/slack.ts'
import { buttonsOf } from '../emulators/slack-blocks.ts'
import type { Envelope } from '../emulators/slack-wire.ts'
import { BOT, CHANNELS, MANAGER, type SlackMessage } from '../emulators/slack-world.ts'
import type { Reader } from './reader.ts'

export function slackReader(slack: SlackEmulator): Reader {
  let hits: SlackMessage | undefined
  const bring = async (...envelopes: readonly Envelope[]): Promise<void> => {
    for (const envelope of envelopes) await slack.overSocket(envelope)
  }
  const command = (words: string, channel: string = CHANNELS.papers): Promise<void> =>
    bring(slack.slash(MANAGER, channel, words))
  let channels = 0
  const underHits = (): SlackMessage => {
    hits = slack.changes.findLast(({ blocks }) => buttonsOf(blocks).some(({ text }) => text.text === 'Save'))
    if (!hits) throw new Error('nothing was found on Slack')
    return hits
  }
  return {
    platform: 'Slack',
    arrived: () => slack.changes.length,
    acts: [
      { what: 'a search', brings: 1, do: () => command('grokking') },
      {
        what: 'a question in the thread',
        brings: 1,
        do: () => {
          const { ts, thread_ts } = underHits()
          const said = `<@${BOT}> does #1 have code?`
          return bring(...slack.say(MANAGER, CHANNELS.papers, said, thread_ts ?? ts))
        },
      },
      {
        what: 'a button',
        brings: 1,
        do: async () => {
          const message = underHits()
          const save = buttonsOf(message.blocks).find(({ text }) => text.text === 'Save')
          if (save) await bring(slack.press(MANAGER, message, save))
        },
      },
    ],
    post: [
      {
        what: 'a subscription',
        brings: 1,
        do: () => {
          const channel = `C0SOAK${++channels}`
          slack.found(channel)
          return command('subscribe at:09:00 top:3', channel)
        },
      },
      { what: 'a post', brings: 3, do: () => command('post_now', `C0SOAK${channels}`) },
    ],
    reconnect: async turn => {
      const [first, second] = slack.sockets
      // One that is renewed, one that breaks, both that are renewed.
      if (first && turn % 3 === 1) first.terminate()
      else if (first) slack.refresh(first)
      if (second && turn % 3 === 2) slack.refresh(second)
      const before = turn % 3 === 2 ? [first, second] : [first]
      while (slack.sockets.length < 2 || slack.sockets.some(socket => before.includes(socket)))
        await new Promise(resolve => setTimeout(resolve, 50))
    },
  }
}
