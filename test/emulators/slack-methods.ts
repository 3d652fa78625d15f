import manifest from '../../adapters/slack/manifest.json' with { type: 'json' }
import { sentMessage } from './slack-blocks.ts'
import type { Interactions } from './slack-interactions.ts'
import { BOT, type Channel, refuse, type SlackMessage, TEAM, TOKENS, type World } from './slack-world.ts'

const SCOPES_OF: Readonly<Record<string, string>> = {
  'users.info': 'users:read',
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'conversations.open': 'im:write',
}

type Arguments = Readonly<Record<string, unknown>>

/** The Web API's methods that we call, each for the token and the scopes that Slack asks of it. */
export function createMethods(world: World, interactions: Interactions, socketUrl: () => string) {
  const { users, channels, messages, violations } = world
  const { nextTs, visibleChannel, writable, put, checked, change } = world

  const history = (args: Arguments, roots: (one: SlackMessage) => boolean) => {
    const channel = String(args.channel)
    writable(channel)
    if (args.include_all_metadata !== 'true') violations.push('history without metadata')
    const from = Number(args.cursor ?? 0)
    const limit = Number(args.limit ?? 100)
    const all = messages
      .filter(one => one.channel === channel && one.only === undefined && roots(one))
      .filter(({ ts }) => Number(ts) > Number(args.oldest ?? 0))
      .toReversed()
    const next_cursor = from + limit < all.length ? String(from + limit) : ''
    return {
      messages: all.slice(from, from + limit),
      has_more: next_cursor !== '',
      response_metadata: { next_cursor },
    }
  }

  const methods: Readonly<Record<string, (args: Arguments) => Record<string, unknown>>> = {
    'auth.test': () => ({ user_id: BOT, bot_id: 'B0BOT', team_id: TEAM, user: 'paperboy' }),
    'apps.connections.open': () => ({ url: socketUrl() }),
    'users.info': ({ user }) => ({ user: users.get(String(user)) ?? refuse('user_not_found') }),
    'conversations.open': ({ users: user }) => {
      const id = [...channels].find(
        ([, { type, members }]) => type === 'im' && members.has(String(user)),
      )?.[0]
      return { channel: { id: id ?? refuse('user_not_found') } }
    },
    'conversations.info': ({ channel }) => {
      const { type, isArchived = false, members } = visibleChannel(String(channel))
      const is_im = type === 'im'
      return {
        channel: {
          id: channel,
          is_im,
          is_archived: isArchived,
          ...(!is_im && { is_member: members.has(BOT) }),
        },
      }
    },
    'conversations.history': args =>
      history(args, ({ ts, thread_ts }) => thread_ts === undefined || thread_ts === ts),
    'conversations.replies': args => history(args, one => one.ts === args.ts || one.thread_ts === args.ts),
    'chat.postMessage': args => {
      writable(String(args.channel))
      const { unfurl_links, unfurl_media, ...sent } = checked(sentMessage, args, 'invalid_blocks')
      if (!unfurl_links || !unfurl_media) violations.push('chat.postMessage: previews are not turned off')
      const root = messages.find(one => one.ts === sent.thread_ts && one.channel === sent.channel)
      if (sent.thread_ts && !root) violations.push('chat.postMessage: no such thread')
      if (root?.thread_ts && root.thread_ts !== root.ts)
        violations.push('chat.postMessage: thread of a reply')
      const { ts } = put({ ...sent, ts: nextTs(), user: BOT })
      return { channel: sent.channel, ts }
    },
    'chat.postEphemeral': args => {
      const channel = writable(String(args.channel))
      const { user = '', ...sent } = checked(sentMessage, args, 'invalid_blocks')
      if (!channel.members.has(user)) refuse('user_not_in_channel')
      return { message_ts: put({ ...sent, ts: nextTs(), user: BOT, only: user }).ts }
    },
    'chat.update': args => {
      const sent = checked(sentMessage, args, 'invalid_blocks')
      const original = messages.find(one => one.ts === sent.ts && one.channel === sent.channel && !one.only)
      if (!original) return refuse('message_not_found')
      if (original.user !== BOT) return refuse('cant_update_message')
      change(original, sent)
      return { ts: original.ts }
    },
    'chat.delete': ({ channel, ts }) => {
      const at = messages.findIndex(one => one.ts === ts && one.channel === channel && !one.only)
      if (at < 0) refuse('message_not_found')
      if (messages[at]?.user !== BOT) refuse('cant_delete_message')
      messages.splice(at, 1)
      return { ts }
    },
    'views.open': ({ trigger_id, view }) => ({ view: { id: interactions.open(String(trigger_id), view) } }),
  }

  return (method: string, authorization: string, args: Arguments) => {
    const token = method === 'apps.connections.open' ? TOKENS.app : TOKENS.bot
    if (authorization !== `Bearer ${token}`) return { ok: false, error: 'invalid_auth' }
    const type = channels.get(String(args.channel))?.type ?? 'channel'
    const scope = SCOPES_OF[method] ?? scopeOfReading(method, type)
    if (scope && !manifest.oauth_config.scopes.bot.includes(scope)) {
      violations.push(`${method} needs the scope ${scope}`)
      return { ok: false, error: 'missing_scope' }
    }
    try {
      return { ok: true, ...(methods[method] ?? (() => refuse('unknown_method')))(args) }
    } catch (error) {
      if (error instanceof Error && typeof error.cause === 'string') return { ok: false, error: error.cause }
      throw error
    }
  }
}

function scopeOfReading(method: string, type: Channel['type']): string | undefined {
  const kind = { channel: 'channels', group: 'groups', im: 'im' }[type]
  if (method === 'conversations.info') return `${kind}:read`
  return /^conversations\.(history|replies)$/.test(method) ? `${kind}:history` : undefined
}
