import { setTimeout as later } from 'node:timers/promises'
import { until } from './control.ts'
import type { Said, Spot, Stage, Who } from './stage.ts'

/**
 * What somebody does, and the new messages that come of it, one for each entry: to everyone, in a thread, to
 * the asker alone, or instead of a message that was there.
 */
type Step = readonly [act: (stage: Stage) => Promise<void>, shows?: Shows]
type Shows = Readonly<Partial<Record<Said['to'] | 'instead', string>>>
type Journeys = Readonly<Record<string, readonly Step[]>>

const slash = (who: Who, words: string, where?: 'away') => (stage: Stage) => stage.slash(who, words, where)
const press = (who: Who, label: string, typed?: string) => (stage: Stage) => stage.press(who, label, typed)
const tell = (who: Who, words: string, where: Spot) => (stage: Stage) => stage.tell(who, words, where)

/** Days that the hub has; the bot asks for them on demand, however long ago they are. */
export const DAY = '2026-08-21'
export const LONGEST_DAY = '2026-06-05'
const MINUTE_MS = 60_000

/** Every journey of the design, as people go through it. */
export const FIRST_LIFE: Journeys = {
  browse: [
    [slash('reader', `day ${DAY}`), { everyone: 'Daily Papers, Friday, August 21, 2026' }],
    [press('guest', 'Next page'), { instead: '#9 ' }],
    [slash('reader', 'today'), { everyone: 'these are the newest' }],
    [slash('reader', 'week'), { everyone: 'to Aug 23, 2026' }],
    [slash('reader', 'month'), { everyone: 'Aug 1, 2026' }],
    [slash('reader', 'trending'), { everyone: 'Trending papers' }],
    [slash('guest', 'trends'), { everyone: 'Rising topics' }],
    [slash('reader', 'show EnvHarness'), { everyone: 'static environments' }],
    [press('reader', 'Similar'), { everyone: 'Like “EnvHarness' }],
    [press('reader', 'Cite'), { asker: '@misc{' }],
  ],
  search: [
    [slash('guest', 'search langauge agents'), { everyone: 'instead of “langauge”' }],
    [press('guest', 'Next page'), { instead: '#6 ' }],
    [press('guest', 'Save'), { asker: 'is on your list' }],
    [slash('guest', 'saved'), { asker: 'Your list: 1 paper' }],
    [slash('reader', 'search zero-shot pruning private:yes'), { asker: 'zero-shot pruning' }],
    [press('reader', 'Share'), { everyone: 'zero-shot pruning' }],
  ],
  'bad input': [
    [slash('guest', 'search title that attacks'), { everyone: 'A title that attacks' }],
    [slash('guest', `search ${'word '.repeat(70)}moe`), { everyone: 'Only the first 64 words count' }],
    [slash('guest', 'show nonesuch of all papers'), { asker: 'I know no paper' }],
    [slash('reader', 'day sunday'), { asker: 'at the weekend' }],
  ],
  longest: [
    [slash('reader', `day ${LONGEST_DAY}`), { everyone: 'Friday, June 5, 2026' }],
    [press('reader', 'Next page'), { instead: '#9 ' }],
    [slash('reader', 'show 2606.90003'), { everyone: 'Endless 3' }],
    [press('reader', 'Cite'), { asker: '@misc{' }],
    [slash('reader', 'search endless'), { everyone: 'Endless' }],
    [tell('guest', '@bot compare 1 and 2', 'thread'), { thread: '#2' }],
  ],
  'follow-up': [
    [slash('guest', 'search grokking'), { everyone: '#1 Grokking in the Wild' }],
    [tell('manager', '@bot does #1 have code?', 'thread'), { thread: 'No code is listed' }],
    [tell('guest', '@bot what licence does #2 have?', 'thread'), { thread: 'gives no licence' }],
    [press('manager', '👍 Helpful'), { asker: 'good to know' }],
    [press('guest', 'Ask', 'compare 1 and 2'), { everyone: '#2 ' }],
    [tell('guest', '@bot lottery tickets', 'channel'), { everyone: 'for “lottery tickets”' }],
    [tell('manager', '@bot forget this', 'thread'), { thread: 'Forgotten: ' }],
  ],
  direct: [
    [tell('manager', 'mixture of experts', 'direct'), { everyone: 'for “mixture of experts”' }],
    [tell('manager', 'subscribe at:09:00', 'direct'), { everyone: 'gets a daily post' }],
  ],
  'where it may not post': [
    [slash('reader', 'search grokking', 'away'), { everyone: '#1 Grokking in the Wild' }],
    [press('guest', 'Ask', 'does #1 have code?'), { everyone: 'No code is listed' }],
    [slash('manager', 'subscribe at:09:00', 'away'), { asker: 'Nothing is set up' }],
  ],
  subscribe: [
    [slash('guest', 'subscribe at:09:00'), { asker: 'Ask one of them.' }],
    [slash('manager', 'subscribe at:25:00 timezone:Berln'), { asker: 'is no time of day' }],
    [
      slash('manager', 'subscribe at:09:00 timezone:Europe/Berlin days:mon-fri top:10 about:agents'),
      { asker: 'gets a daily post' },
    ],
    [press('manager', 'Preview'), { asker: 'picked for agents' }],
    [press('manager', 'Pause'), { instead: 'The daily post is paused' }],
    [press('manager', 'Resume'), { instead: 'The daily post goes on' }],
  ],
  'post now, after a storm': [
    [stage => stage.disturb()],
    [slash('manager', 'post_now'), { asker: 'on its way', everyone: 'Friday, August 21', thread: '#18 ' }],
    [tell('manager', '@bot who wrote #17?', 'thread'), { thread: 'Yuheng Huang, Jianlang Chen' }],
    [slash('manager', 'post_now'), { asker: 'has had the papers of' }],
  ],
  settings: [
    [slash('guest', 'subscriptions'), { asker: '09:00 Europe/Berlin' }],
    [slash('manager', 'settings followups:mention'), { asker: 'From now on' }],
    [slash('manager', 'settings followups:auto links:on'), { asker: 'a link to a paper gets a card' }],
    [slash('reader', 'status'), { asker: 'with the papers of Aug 21, 2026' }],
    [slash('reader', 'help'), { asker: 'Under every answer you can ask on' }],
  ],
}

/** What takes reading along: an answer without a mention, and none to what people tell each other. */
export const OVERHEARD: Journeys = {
  overheard: [
    [slash('manager', 'search grokking dynamics'), { everyone: 'for “grokking dynamics”' }],
    [tell('guest', 'does #1 have code?', 'thread'), { thread: 'code' }],
  ],
  links: [
    [tell('guest', 'see https://arxiv.org/abs/2608.99999', 'channel'), { thread: 'A title that attacks' }],
  ],
  'left alone': [
    [tell('guest', 'lunch?', 'thread')],
    [tell('manager', 'lol nice', 'thread')],
    [tell('guest', 'Jan, can you look at this?', 'thread')],
    [tell('guest', 'does #1 have code?', 'channel')],
  ],
}

/** A post of the clock's own, at the next minute, while others talk elsewhere. */
export function morning(): Journeys {
  const dueMs = Math.ceil((Date.now() + 4_000) / MINUTE_MS) * MINUTE_MS
  const terms = `at:${new Date(dueMs).toISOString().slice(11, 16)} timezone:UTC days:daily top:6`
  return {
    'daily post': [
      [slash('manager', `subscribe ${terms}`), { asker: 'gets a daily post' }],
      [() => later(dueMs - Date.now()), { everyone: 'Friday, August 21, 2026', thread: '#18 ' }],
    ],
  }
}

/** After a kill and a new start over the same store. */
export const SECOND_LIFE: Journeys = {
  restart: [
    [tell('reader', '@bot who wrote #1?', 'thread'), { thread: '#1 ' }],
    [press('guest', 'Ask', 'does #1 have code?'), { everyone: '#1 ' }],
    [slash('manager', 'subscriptions'), { asker: '09:00 Europe/Berlin' }],
    [slash('manager', 'unsubscribe'), { asker: 'has ended' }],
  ],
}

export interface Outcome {
  readonly platform: string
  readonly journey: string
  readonly ms: number
  readonly faults: readonly string[]
}

/**
 * Plays the journeys and what only this platform has. A step that fails is told and the play goes on; so is,
 * in the end, whatever the bot said besides.
 */
export async function play(stage: Stage, journeys: Journeys): Promise<readonly Outcome[]> {
  const known = new Map((await stage.said()).map(({ id, text }) => [id, text]))
  const news = async () => (await stage.said()).filter(({ id, text }) => known.get(id) !== text)

  const perform = async ([act, shows = {}]: Step): Promise<void> => {
    await act(stage)
    let seen: readonly Said[] = []
    const look = async () => {
      seen = await news()
      const found = Object.entries(shows).map(([to, words]) =>
        seen.find(each => isTo(each, to, known.has(each.id)) && each.text.includes(words)),
      )
      return found.every(each => each !== undefined) ? found : undefined
    }
    const expected = await until(look, () => `${told(shows)}; what is new is ${told(seen)}`)
    for (const { id, text } of expected) known.set(id, text)
  }

  const tricks = Object.entries(stage.tricks).map(([journey, act]) => [journey, [[act]]] as const)
  const outcomes: Outcome[] = []
  for (const [journey, steps] of [...Object.entries(journeys), ...tricks]) {
    const start = performance.now()
    const faults: string[] = []
    for (const step of steps) {
      await perform(step).catch((error: unknown) =>
        faults.push(error instanceof Error ? error.message : String(error)),
      )
    }
    outcomes.push({ platform: stage.name, journey, ms: Math.round(performance.now() - start), faults })
  }
  const besides = (await news()).map(told)
  return [...outcomes, { platform: stage.name, journey: 'nothing besides', ms: 0, faults: besides }]
}

const told = (what: unknown): string => JSON.stringify(what, undefined, 2)

function isTo({ to }: Said, wanted: string, wasThere: boolean): boolean {
  if (wanted === 'instead' || wasThere) return wanted === 'instead' && wasThere
  return to === wanted || (to === 'thread' && wanted === 'everyone')
}
