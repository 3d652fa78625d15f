import { until } from './control.ts'
import type { Stage } from './stage.ts'

/** One step of the journeys: what somebody does, and the words that are to be seen then and were not before. */
interface Step {
  readonly journey: string
  readonly act: (stage: Stage) => Promise<void>
  readonly shows: string
}

const step = (journey: string, act: Step['act'], shows: string): Step => ({ journey, act, shows })

/** A day that the emulated hub has; the bot asks for it on demand, however long ago it is. */
const DAY = '2026-08-21'

/** Every journey of the design, as people would go through it. */
export const FIRST_LIFE: readonly Step[] = [
  step('browse', stage => stage.slash('manager', `day ${DAY}`), 'Daily Papers, Friday, August 21, 2026'),
  step('browse', stage => stage.press('guest', 'Next page'), '#9 '),
  step('browse', stage => stage.slash('manager', 'today'), 'these are the newest'),
  step('browse', stage => stage.slash('manager', 'week'), 'to Aug 23, 2026'),
  step('browse', stage => stage.slash('manager', 'month'), 'Aug 1, 2026'),
  step('browse', stage => stage.slash('manager', 'trending'), 'Trending papers'),
  step('browse', stage => stage.slash('manager', 'show EnvHarness'), 'static environments'),
  step('browse', stage => stage.press('guest', 'Similar'), 'Like “EnvHarness'),
  step('browse', stage => stage.press('manager', 'Cite'), '@misc{'),
  step('browse', stage => stage.slash('manager', 'day sunday'), 'at the weekend'),
  step('search', stage => stage.slash('guest', 'search quantizaton'), 'instead of “quantizaton”'),
  step('search', stage => stage.press('guest', 'Next page'), '#6 '),
  step('search', stage => stage.press('guest', 'Save'), 'is on your list'),
  step('search', stage => stage.slash('guest', 'saved'), 'Your list: 1 paper'),
  step(
    'search',
    stage => stage.slash('manager', 'search zero-shot pruning private:yes'),
    'zero-shot pruning',
  ),
  step('search', stage => stage.press('manager', 'Share'), 'zero-shot pruning'),
  step('search', stage => stage.slash('manager', 'search title that attacks'), 'evil.example'),
  step(
    'search',
    stage => stage.slash('manager', `search ${'word '.repeat(70)}moe`),
    'Only the first 64 words count',
  ),
  step('follow-up', stage => stage.slash('manager', 'search grokking'), '#1 Grokking at the Edge'),
  step(
    'follow-up',
    stage => stage.mention('manager', 'does #1 have code?', 'thread'),
    'grokking-at-the-edge-of-numerical-stability',
  ),
  step(
    'follow-up',
    stage => stage.mention('guest', 'what licence does #2 have?', 'thread'),
    'gives no licence',
  ),
  step('follow-up', stage => stage.press('guest', 'Ask', 'compare 1 and 2'), '#2 '),
  step('follow-up', stage => stage.mention('manager', 'lottery tickets', 'channel'), 'lottery tickets'),
  step('direct', stage => stage.direct('manager', 'mixture of experts'), 'mixture of experts'),
  step(
    'subscribe',
    stage => stage.slash('guest', 'subscribe at:09:00'),
    'is for those who manage this place',
  ),
  step('subscribe', stage => stage.slash('manager', 'subscribe at:25:00 timezone:Berlin'), 'Did you mean'),
  step(
    'subscribe',
    stage =>
      stage.slash('manager', 'subscribe at:09:00 timezone:Europe/Berlin days:mon-fri top:10 about:agents'),
    'gets a daily post',
  ),
  step('subscribe', stage => stage.press('manager', 'Preview'), 'picked for agents'),
  step('subscribe', stage => stage.press('manager', 'Pause'), 'The daily post is paused'),
  step('subscribe', stage => stage.press('manager', 'Resume'), 'The daily post goes on'),
  step('daily post', stage => stage.slash('manager', 'post_now'), '#17 '),
  step(
    'daily post',
    stage => stage.mention('guest', 'who wrote #17?', 'thread'),
    'Yuheng Huang, Jianlang Chen, Jiayang Song',
  ),
  step('daily post', stage => stage.slash('manager', 'post_now'), 'has had the papers of'),
  step('settings', stage => stage.slash('guest', 'subscriptions'), 'Daily post'),
  step('settings', stage => stage.slash('manager', 'settings followups:mention'), 'From now on'),
  step('settings', stage => stage.slash('manager', 'settings followups:auto'), 'From now on'),
  step('settings', stage => stage.slash('guest', 'status'), 'with the papers of Aug 21, 2026'),
  step('settings', stage => stage.slash('guest', 'help'), 'Under every answer you can ask on'),
]

/** What only a platform that lets the bot read along can do. */
export const OVERHEARD: readonly Step[] = [
  step('follow-up', stage => stage.slash('manager', 'search grokking dynamics'), 'grokking dynamics'),
  step('follow-up', stage => stage.say('guest', 'does #1 have code?'), 'code'),
]

/** Where the bot is no member: an answer, a word about inviting it, and a form that works. */
export const UNINVITED: readonly Step[] = [
  step('no member', stage => stage.slash('manager', 'search grokking', 'elsewhere'), 'Invite @'),
  step('no member', stage => stage.press('manager', 'Ask', 'does #1 have code?'), 'numerical-stability'),
]

/** After a kill and a new start over the same store. */
export const SECOND_LIFE: readonly Step[] = [
  step('restart', stage => stage.press('guest', 'Ask', 'does #1 have code?'), 'code'),
  step('restart', stage => stage.mention('guest', 'tl;dr of #1', 'thread'), '#1 '),
  step('restart', stage => stage.slash('manager', 'subscriptions'), 'Daily post'),
  step(
    'restart',
    stage => stage.disturb().then(() => stage.slash('manager', 'search after the storm')),
    'after the storm',
  ),
]

export interface Outcome {
  readonly platform: string
  readonly journey: string
  readonly shows: string
  readonly ms: number
  readonly fault?: string
}

/** Plays the steps; a step that fails is told and the play goes on. */
export async function play(stage: Stage, steps: readonly Step[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { journey, act, shows } of steps) {
    const start = performance.now()
    const times = async (): Promise<number> =>
      (await stage.transcript()).split(new RegExp(shows.replace(/[.*+?^${}()[\]\\]/g, '\\$&'))).length
    const fault = await attempt(async () => {
      const before = await times()
      await act(stage)
      await until(`“${shows}”`, async () => (await times()) > before, stage.transcript)
    })
    outcomes.push({
      platform: stage.name,
      journey,
      shows,
      ms: Math.round(performance.now() - start),
      ...(fault && { fault }),
    })
  }
  return outcomes
}

/** Chatter gets no answer: what is to be seen stays as it is while a later command is answered. */
export async function leftAlone(stage: Stage, talk: readonly string[]): Promise<readonly Outcome[]> {
  const start = performance.now()
  const fault = await attempt(async () => {
    const answers = async (): Promise<number> => (await stage.transcript()).split('[APP]').length
    const before = await answers()
    for (const words of talk) await stage.say('guest', words)
    await stage.redeliver()
    await stage.slash('manager', 'help')
    await until('the answer to the command', async () => (await answers()) > before, stage.transcript)
    const more = (await answers()) - before
    if (more !== 1) throw new Error(`${more} answers instead of one to the command alone`)
  })
  return [
    {
      platform: stage.name,
      journey: 'left alone',
      shows: talk.join(' · '),
      ms: Math.round(performance.now() - start),
      ...(fault && { fault }),
    },
  ]
}

async function attempt(act: () => Promise<void>): Promise<string | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
