import { randomUUID } from 'node:crypto'
import manifest from '../../adapters/slack/manifest.json' with { type: 'json' }
import type { Interactions } from './slack-interactions.ts'
import type { Envelope } from './slack-wire.ts'
import { BOT, type SlackMessage, TEAM, type World } from './slack-world.ts'

const EVENT_OF = { channel: 'channels', group: 'groups', im: 'im' } as const

/** What people do in the workspace, as Slack tells an app of it. */
export function createPeople(world: World, { begin, views }: Interactions) {
  const { nextTs, put, visibleChannel } = world

  const event = (payload: Readonly<Record<string, unknown>>): Envelope => ({
    type: 'events_api',
    payload: {
      type: 'event_callback',
      team_id: TEAM,
      event_id: `Ev${randomUUID()}`,
      authorizations: [{ team_id: TEAM, enterprise_id: null, user_id: BOT, is_bot: true }],
      event: payload,
    },
  })

  return {
    event,

    slash: (user: string, channel: string, text: string): Envelope => {
      const back = begin(channel, user)
      const from = { team_id: TEAM, channel_id: channel, user_id: user }
      return { type: 'slash_commands', payload: { ...from, command: '/papers', text, ...back } }
    },

    /** What a person says, and the events of it that reach the bot: none where it is no member. */
    say: (user: string, channel: string, text: string, thread_ts?: string): readonly Envelope[] => {
      const said = put({ channel, user, text, ts: nextTs(), thread_ts, blocks: [] })
      const { type, members } = visibleChannel(channel)
      const names = [
        ...(text.includes(`<@${BOT}>`) && type !== 'im' ? ['app_mention'] : []),
        `message.${EVENT_OF[type]}`,
      ]
      const { blocks: _, ...told } = said
      return names
        .filter(name => members.has(BOT) && manifest.settings.event_subscriptions.bot_events.includes(name))
        .map(name => event({ ...told, type: name.split('.')[0], channel_type: type }))
    },

    press: (
      user: string,
      on: SlackMessage,
      button: { action_id: string; text: unknown; value: string },
    ): Envelope => {
      const { channel, ts, thread_ts } = on
      const container = {
        type: 'message',
        message_ts: ts,
        channel_id: channel,
        is_ephemeral: Boolean(on.only),
      }
      const payload = {
        type: 'block_actions',
        team: { id: TEAM },
        user: { id: user },
        channel: { id: channel },
        container: { ...container, ...(thread_ts && { thread_ts }) },
        ...(!on.only && { message: { ts, thread_ts } }),
        actions: [{ type: 'button', block_id: 'b', ...button }],
        ...begin(channel, user, on),
      }
      return { type: 'interactive', payload }
    },

    submit: (user: string, typed: string): Envelope => {
      const opened = views.at(-1)
      if (!opened) throw new Error('no form is open')
      const [{ block_id, element }] = opened.view.blocks
      const values = { [block_id]: { [element.action_id]: { type: 'plain_text_input', value: typed } } }
      const view = { ...opened.view, id: opened.id, state: { values } }
      return {
        type: 'interactive',
        payload: { type: 'view_submission', team: { id: TEAM }, user: { id: user }, view },
      }
    },
  }
}
