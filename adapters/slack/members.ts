import type { webApi } from '@slack/bolt'
import { z } from 'zod'
import type { Log } from '../../src/chat.ts'
import { isDirect } from './places.ts'
import type { Asked } from './requests.ts'

/** Guests are made and unmade rarely, and `users.info` allows about 100 calls a minute. */
const REMEMBERED_MS = 5 * 60_000
const REMEMBERED_PEOPLE = 10_000

const person = z.object({
  team_id: z.string().optional(),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  is_restricted: z.boolean().default(false),
  is_ultra_restricted: z.boolean().default(false),
  is_stranger: z.boolean().default(false),
  enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).optional(),
})

/**
 * Who may subscribe, pause and set: full members of the workspace, not guests nor people of another
 * workspace in a shared channel; in a direct message its person. False when Slack does not tell.
 */
export function createMembers(
  web: webApi.WebClient,
  log: Log,
  now: () => number,
): (asked: Asked) => Promise<boolean> {
  const known = new Map<string, { readonly untilMs: number; readonly isFull: boolean }>()

  const isFullMember = async (user: string, team: string): Promise<boolean> => {
    const remembered = known.get(`${team} ${user}`)
    if (remembered && remembered.untilMs > now()) return remembered.isFull
    try {
      const read = await web.users.info({ user })
      const { deleted, is_bot, is_restricted, is_ultra_restricted, is_stranger, ...of } = person.parse(
        read.user,
      )
      const isOurs =
        of.team_id === undefined || of.team_id === team || of.enterprise_user?.teams.includes(team)
      const isGuest = is_restricted || is_ultra_restricted || is_stranger
      const isFull = Boolean(isOurs) && !isGuest && !deleted && !is_bot
      if (known.size >= REMEMBERED_PEOPLE) known.clear()
      known.set(`${team} ${user}`, { untilMs: now() + REMEMBERED_MS, isFull })
      return isFull
    } catch (error) {
      log('warn', 'membership not looked up', { user, error })
      return false
    }
  }

  return async ({ addressed, channel, author, team }) =>
    isDirect(channel) || (addressed && (await isFullMember(author, team)))
}
