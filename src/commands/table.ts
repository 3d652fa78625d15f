import type { Command, Option } from '../chat.ts'
import { TREND_SPANS } from '../feed/trends.ts'
import { FOLLOWUPS, LINKS } from '../store/channel-settings.ts'
import { EVERY } from '../store/subscriptions.ts'

export interface TableCommand extends Command {
  /** Where help lists it: what finds papers, what is one's own, what belongs to the channel. */
  readonly about: 'papers' | 'you' | 'channel'
  /** Only for those who may manage the place. */
  readonly manages?: true
}

const text = (name: string, summary: string): Option => ({ name, summary, kind: 'text' })
const flag = (name: string, summary: string): Option => ({ name, summary, kind: 'flag' })
const number = (name: string, summary: string): Option => ({ name, summary, kind: 'number' })
const every: Option = {
  ...text('every', 'Which one: day for the daily post, week for the weekly one'),
  choices: EVERY,
}
const needed = (option: Option): Option => ({ ...option, required: true })

const paper: Option = {
  ...text('paper', 'Part of its title, an arXiv id or link, or #2 for the second one shown'),
  required: true,
  completes: true,
}

/** Every command, in the order in which help shows them. What is browsed is for everyone, what is one's own or the channel's for the asker. */
export const COMMANDS = [
  {
    about: 'papers',
    name: 'search',
    summary: 'Search the papers',
    audience: 'everyone',
    options: [
      needed(text('query', 'What it is about; "exact words", -without')),
      text('since', 'Not older than: 30d, 2026-07, or 2026-07-31'),
      text('author', 'Part of an author’s name'),
      flag('has_code', 'Only papers with code'),
      flag('private', 'Show the results to you alone'),
    ],
  },
  { about: 'papers', name: 'today', summary: 'The newest papers', audience: 'everyone', options: [] },
  {
    about: 'papers',
    name: 'day',
    summary: 'The papers of one day',
    audience: 'everyone',
    options: [needed(text('date', '2026-07-31, yesterday or monday'))],
  },
  { about: 'papers', name: 'week', summary: 'The best of this week', audience: 'everyone', options: [] },
  { about: 'papers', name: 'month', summary: 'The best of this month', audience: 'everyone', options: [] },
  {
    about: 'papers',
    name: 'trending',
    summary: 'What is voted up right now, newer papers weighing more',
    audience: 'everyone',
    options: [],
  },
  {
    about: 'papers',
    name: 'trends',
    summary: 'Which topics rise, against the time before',
    audience: 'everyone',
    options: [{ ...text('span', 'week, month or year; month, unless told'), choices: TREND_SPANS }],
  },
  {
    about: 'papers',
    name: 'show',
    summary: 'One paper with its whole abstract',
    audience: 'everyone',
    options: [paper],
  },
  {
    about: 'papers',
    name: 'similar',
    summary: 'Papers like one you name',
    audience: 'everyone',
    options: [paper],
  },
  {
    about: 'you',
    name: 'save',
    summary: 'Put a paper on your own list',
    audience: 'asker',
    options: [paper],
  },
  { about: 'you', name: 'saved', summary: 'Your own list', audience: 'asker', options: [] },
  {
    about: 'papers',
    name: 'ask',
    summary: 'Ask about the papers shown last here',
    audience: 'everyone',
    options: [needed(text('question', 'For instance: does #2 have code?'))],
  },
  {
    about: 'channel',
    name: 'subscribe',
    summary: 'Post the papers here each day or week, or change when and how',
    audience: 'asker',
    manages: true,
    options: [
      text('at', 'Local time, such as 09:00'),
      text('timezone', 'Such as Europe/Berlin'),
      text('days', 'Such as mon-fri, mon,wed or daily; of a weekly post its one day'),
      number('top', 'How many papers in the message, 1 to 10; the rest go to its thread'),
      text('about', 'Topics that come first, parted by commas'),
      text('exclude', 'Topics to leave out, parted by commas'),
      number('min_upvotes', 'Only papers with at least so many upvotes'),
      flag('has_code', 'Only papers with code'),
      { ...every, summary: 'day, unless told; week for a look back at the best of the week' },
    ],
  },
  {
    about: 'channel',
    name: 'subscriptions',
    summary: 'What is posted here, and when',
    audience: 'asker',
    options: [],
  },
  {
    about: 'channel',
    name: 'preview',
    summary: 'What would be posted now, for your eyes alone',
    audience: 'asker',
    options: [every],
  },
  {
    about: 'channel',
    name: 'post_now',
    summary: 'Post here at once, beside what is planned',
    audience: 'asker',
    manages: true,
    options: [every, flag('counts', 'Instead of today’s post, which then does not come')],
  },
  {
    about: 'channel',
    name: 'pause',
    summary: 'Stop posting here and keep the settings',
    audience: 'asker',
    manages: true,
    options: [every],
  },
  {
    about: 'channel',
    name: 'resume',
    summary: 'Take posting up again',
    audience: 'asker',
    manages: true,
    options: [every],
  },
  {
    about: 'channel',
    name: 'unsubscribe',
    summary: 'End the daily or the weekly post here',
    audience: 'asker',
    manages: true,
    options: [every],
  },
  {
    about: 'channel',
    name: 'settings',
    summary: 'Which talk in its threads the bot answers here, and whether links get cards',
    audience: 'asker',
    manages: true,
    options: [
      { ...text('followups', 'auto: what is meant for it; mention; or off'), choices: FOLLOWUPS },
      { ...text('links', 'on: a link to a paper gets a card in its thread; or off'), choices: LINKS },
    ],
  },
  {
    about: 'channel',
    name: 'status',
    summary: 'How fresh the papers are, last and next post here',
    audience: 'asker',
    options: [],
  },
  {
    about: 'channel',
    name: 'forget',
    summary: 'Forget what was talked about in this thread',
    audience: 'everyone',
    options: [],
  },
  { about: 'you', name: 'help', summary: 'What you can say', audience: 'asker', options: [] },
] as const satisfies readonly TableCommand[]

export type CommandName = (typeof COMMANDS)[number]['name']

export function commandNamed(name: string): (TableCommand & { readonly name: CommandName }) | undefined {
  return COMMANDS.find(command => command.name === name)
}
