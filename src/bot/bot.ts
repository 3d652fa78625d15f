import { asksOfList } from '../answers/hearing/asks-of-list.ts'
import {
  type Adapter,
  type Bot,
  type Button,
  type Deliver,
  LONGEST_SAYS,
  type Place,
  type Reply,
  type Request,
} from '../chat.ts'
import { asksToForget } from '../commands/forget.ts'
import { read, readInThread, type Wish } from '../commands/read.ts'
import { COMMANDS } from '../commands/table.ts'
import { feedDayAt } from '../feed/feed-day.ts'
import { failedReply, lostTalkReply, tooManyReply } from '../present/mistakes.ts'
import type { Bound, StoredTalk } from '../store/talks.ts'
import { complete } from './complete.ts'
import { decide } from './decide.ts'
import { followUp } from './follow-up.ts'
import type { Asking, Decision, House } from './house.ts'
import { cardsFor, linkedIn } from './link-cards.ts'
import { createTurns } from './turns.ts'

const COMMANDS_A_MINUTE = 20
const MINUTE_MS = 60_000

/** How the bot differs where one person has it for themselves. */
export interface Manner {
  /** What help says besides. */
  readonly hint?: string
  /** What one person may ask for within a minute; 20 unless told. */
  readonly commandsAMinute?: number
}

/** The bot as one adapter meets it: claim, read, decide, deliver, remember. */
export function createBot(
  house: House,
  adapter: Adapter,
  { hint, commandsAMinute = COMMANDS_A_MINUTE }: Manner = {},
): Bot {
  const { store, log, now, index, metrics } = house
  const turns = createTurns()

  const receive = async (
    request: Request,
    deliver: Deliver,
    earlier: () => Promise<unknown>,
  ): Promise<void> => {
    const bound: Bound = { adapter: adapter.name, tenant: request.tenant, channel: request.channel }
    const linked = linkedIn(request)
    if (request.begins && linked.length === 0) return
    const talk = request.place === undefined ? undefined : await talkAt(bound, request.place, earlier)
    const hears = request.addressed || (await isMeantToBeHeard(bound, request, talk))
    const cards = linked.length > 0 && (await store.settings.links(bound)) === 'on'
    if (!hears && !cards) return
    const author = [adapter.name, request.tenant, request.author].join(' ')
    // Talk among people is claimed too, but counts against nobody.
    const counted = request.addressed ? author : ''
    if (!(await store.inbound.claim(`${adapter.name} ${request.id}`, counted, now()))) return
    if (request.addressed) {
      const waitMs = await overLimit(author)
      if (waitMs !== undefined) return void (await deliver(tooManyReply(commandsAMinute, waitMs)))
    }
    const arrivedMs = now()
    const heard = hears ? await decideOn(request, bound, talk) : undefined
    const decision =
      heard?.decision ?? (cards ? await cardsFor(askingOf(request, bound, talk), linked) : undefined)
    if (!decision) return
    if (decision.answered) await store.feedback.keep(bound, decision.answered, now())
    const place = await deliver(await shortened(decision.reply, bound, decision.talk ?? talk))
    metrics.answered(adapter.name, heard?.decision ? heard.command : 'link', (now() - arrivedMs) / 1_000)
    if (decision.talk) {
      const seenBy = decision.reply.audience === 'asker' ? request.author : decision.talk.seenBy
      const remembered = { ...decision.talk, seenBy }
      await store.talks.remember(bound, remembered, place === undefined ? [] : [place], now())
    }
    await decision.afterwards?.()
  }

  const talkAt = async (
    bound: Bound,
    place: Place,
    earlier: () => Promise<unknown>,
  ): Promise<StoredTalk | undefined> => {
    const known = await store.talks.at(bound, place)
    if (known) return known
    await earlier()
    return store.talks.at(bound, place)
  }

  const askingOf = (request: Request, bound: Bound, talk: StoredTalk | undefined): Asking => ({
    house,
    adapter,
    bound,
    request,
    talk,
    hint,
  })

  const isMeantToBeHeard = async (
    bound: Bound,
    { input }: Request,
    talk: StoredTalk | undefined,
  ): Promise<boolean> => {
    if (talk === undefined) return false
    // A wish to be forgotten is heard wherever there is something to forget.
    if (typeof input === 'string' && asksToForget(input)) return true
    return !talk.quiet && (await store.settings.followups(bound)) === 'auto'
  }

  const overLimit = async (author: string): Promise<number | undefined> => {
    const times = await store.inbound.recent(author, now() - MINUTE_MS)
    const oldest = times.at(-commandsAMinute - 1)
    return oldest === undefined ? undefined : oldest + MINUTE_MS - now()
  }

  const decideOn = async (
    request: Request,
    bound: Bound,
    talk: StoredTalk | undefined,
  ): Promise<{ readonly command: string; readonly decision: Decision | undefined }> => {
    const asking = askingOf(request, bound, talk)
    const { input } = request
    if (typeof input === 'string' && talk && !input.trimStart().startsWith('/')) {
      const command = readInThread(input, request.addressed)
      if (command) return { command: command.do, decision: await decide(asking, command) }
      const heard = await followUp(asking, input, talk)
      const decision = 'wish' in heard ? await decide(asking, heard.wish) : heard.decision
      return { command: 'follow_up', decision }
    }
    // A number in a thread that nobody remembers names nothing, and a search for it would find anything.
    const isLost =
      request.place !== undefined && !talk && typeof input === 'string' && /^(?!\/).*#\d/s.test(input)
    if (isLost) return { command: 'follow_up', decision: { reply: lostTalkReply() } }
    const wish = await meantOf(asking, read(input, index.knows))
    return { command: wish.do, decision: await decide(asking, wish) }
  }

  /** Who types a question about the last list where searches are typed means that list, not papers with its words. */
  const meantOf = async ({ request, bound }: Asking, wish: Wish): Promise<Wish> => {
    if (wish.do !== 'search' || !asksOfList(request.input, feedDayAt(now()))) return wish
    const shown = await store.talks.latest(bound, request.author)
    return shown ? { do: 'ask', question: wish.words } : wish
  }

  /** What a button cannot carry the store keeps under a key, bound to where it was shown. */
  const shortened = async (reply: Reply, bound: Bound, talk: StoredTalk | undefined): Promise<Reply> => {
    const shorten = async (button: Button): Promise<Button> => {
      if (button.says.length <= LONGEST_SAYS) return button
      const key = house.newKey()
      await store.talks.keepWords(bound, { key, says: button.says, talk: talk?.key }, now())
      return { ...button, says: `/again ${key}` }
    }
    const blocks = await Promise.all(
      reply.blocks.map(async block => {
        if (block.kind === 'buttons')
          return { ...block, buttons: await Promise.all(block.buttons.map(shorten)) }
        if (block.kind !== 'item' || !block.item.button) return block
        return { ...block, item: { ...block.item, button: await shorten(block.item.button) } }
      }),
    )
    return { ...reply, blocks }
  }

  return {
    commands: COMMANDS,
    receive: async (request, deliver) => {
      try {
        await turns.take(`${request.tenant} ${request.channel}`, request.place, earlier =>
          receive(request, deliver, earlier),
        )
      } catch (error) {
        log('error', 'request failed', { id: request.id, adapter: adapter.name, error })
        if (!request.addressed) return
        await deliver(failedReply()).catch(second =>
          log('error', 'apology not delivered', { id: request.id, adapter: adapter.name, error: second }),
        )
      }
    },
    complete: async typed => complete(index, typed),
  }
}
