import type { Emulator } from '../emulators/discord.ts'
import { everyComponent } from '../emulators/discord-rules.ts'
import { APP, CHANNEL, channelJson, MANAGER, type Message, nextId } from '../emulators/discord-world.ts'
import type { Reader } from './reader.ts'

/** Discord's code for a session that is to be begun anew. */
const SESSION_TIMED_OUT = 4009

export function discordReader(discord: Emulator): Reader {
  const shown = (): readonly Message[] =>
    discord.world.messages.filter(({ author, shown, deleted }) => author === APP && shown > 0 && !deleted)
  const buttonOf = (message: Message) =>
    everyComponent(message.components).find(each => each.type === 2 && each.label === 'Save')
  const hits = (): Message => {
    const found = shown().findLast(message => buttonOf(message) && discord.world.channels.has(message.id))
    if (!found) throw new Error('nothing was found on Discord')
    return found
  }
  // What a command or a button is answered with must come in three seconds, so neither can outlast a lost connection.
  let connected = Promise.resolve()
  let channel = ''
  return {
    platform: 'Discord',
    arrived: () => shown().length,
    acts: [
      {
        what: 'a question in the thread',
        brings: 1,
        do: async () => void discord.say(MANAGER, hits().id, 'does #1 have code?'),
      },
      {
        what: 'a search',
        brings: 1,
        do: async () => {
          await connected
          discord.command(MANAGER, CHANNEL, 'search', [{ name: 'query', type: 3, value: 'grokking' }])
        },
      },
      {
        what: 'a button',
        brings: 1,
        do: async () => {
          await connected
          const message = hits()
          const save = buttonOf(message)
          if (save?.type === 2) discord.press(MANAGER, message, save.custom_id)
        },
      },
    ],
    post: [
      {
        what: 'a subscription',
        brings: 1,
        do: async () => {
          await connected
          channel = nextId()
          const made = { id: channel, kind: 'text', name: `soak-${channel}` } as const
          discord.world.channels.set(channel, made)
          discord.gateway.dispatch('CHANNEL_CREATE', () => channelJson(discord.world, made))
          discord.command(MANAGER, channel, 'subscribe', [
            { name: 'at', type: 3, value: '09:00' },
            { name: 'top', type: 4, value: 3 },
          ])
        },
      },
      {
        what: 'a post',
        brings: 3,
        do: async () => void discord.command(MANAGER, channel, 'post_now', []),
      },
    ],
    reconnect: turn => {
      const { gateway } = discord
      const sessions = () => gateway.identified + gateway.resumed
      const before = sessions()
      gateway.drop(turn % 3 === 2 ? SESSION_TIMED_OUT : undefined)
      connected = (async () => {
        while (sessions() === before) await new Promise(resolve => setTimeout(resolve, 50))
        await gateway.heard()
      })()
      return connected
    },
  }
}
