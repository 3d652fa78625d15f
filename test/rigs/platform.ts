import type { Adapter, Address, Posted, Reply } from '../../src/chat.ts'
import { heard } from './heard.ts'
import type { Rig } from './rig.ts'

/** A platform that does with posts as the test says, and keeps those that arrived. */
export interface Platform {
  readonly rig: Rig
  readonly arrived: { readonly to: Address; readonly reply: Reply; readonly key: string }[]
  /** What becomes of the coming posts, in turn; after them all are sent. `lost` arrives, but the answer does not. */
  readonly fate: (Posted | 'lost')[]
  /** What reading back tells, in turn; after that the truth. */
  readonly looks: Posted[]
  /** Messages that were taken back. */
  readonly withdrawn: string[]
  /** Reads each post when it has arrived and its sender does not know yet. */
  readonly readers: ((to: Address, key: string) => Promise<void>)[]
  ask(words: string): Promise<Reply>
}

export function platform({ fit = () => 'whole' }: Partial<Pick<Adapter, 'fit'>> = {}): Platform {
  const arrived: Platform['arrived'] = []
  const fate: Platform['fate'] = []
  const looks: Platform['looks'] = []
  const withdrawn: Platform['withdrawn'] = []
  const readers: Platform['readers'] = []
  const ear = heard()
  let bot: Parameters<Adapter['start']>[0] | undefined
  let asked = 0
  const placeOf = (key: string): Posted => ({ kind: 'sent', place: `place of ${key}`, id: key })
  const adapter: Adapter = {
    name: 'platform',
    start: async started => {
      bot = ear.listening(started)
    },
    post: async (to, reply, key) => {
      const next = fate.shift() ?? placeOf(key)
      if (next !== 'lost' && next.kind !== 'sent') return next
      arrived.push({ to, reply, key })
      for (const reader of readers) await reader(to, key)
      return next === 'lost' ? { kind: 'unknown' } : next
    },
    fit,
    connections: () => ({ up: 1, wanted: 1 }),
    withdraw: async (_to, id) => void withdrawn.push(id),
    find: async (_to, key) =>
      looks.shift() ?? (arrived.some(post => post.key === key) ? placeOf(key) : undefined),
    check: async () => undefined,
    stop: async () => undefined,
  }
  const never = () => Promise.reject(new Error('nobody acts here'))
  return {
    arrived,
    fate,
    looks,
    withdrawn,
    readers,
    ask: async words => {
      const replies: Reply[] = []
      const request = { author: 'admin', tenant: 't', channel: 'c', addressed: true, mayManage: true }
      await bot?.receive({ ...request, id: String(++asked), input: words }, async reply => {
        replies.push(reply)
        return undefined
      })
      const [reply] = replies
      if (!reply) throw new Error(`no reply to ${words}`)
      return reply
    },
    rig: {
      name: 'platform',
      adapter,
      tenant: 't',
      channel: 'c',
      start: started => adapter.start(started),
      stop: () => adapter.stop(),
      slash: never,
      direct: never,
      mention: never,
      reply: never,
      overhear: never,
      press: never,
      seen: never,
      redeliver: never,
    },
  }
}
