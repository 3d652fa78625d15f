import Fuse from 'fuse.js'
import type { Request } from '../chat.ts'
import { TREND_SPANS, type TrendSpan } from '../feed/trends.ts'
import { slipsBetween } from '../search/spelling/slips.ts'
import type { Verdict } from '../store/feedback.ts'
import { EVERY, type Every } from '../store/subscriptions.ts'
import { asksToForget } from './forget.ts'
import { hear, say } from './spoken.ts'
import { COMMANDS, type CommandName, commandNamed } from './table.ts'
import { asksForTrends } from './trends.ts'

type Bare = 'saved' | 'subscriptions' | 'status' | 'forget' | 'help'

/** What somebody wants of the bot, all of it read, nothing yet looked up. */
export type Wish =
  | { readonly do: 'search'; readonly words: string; readonly private: boolean }
  | { readonly do: 'today' | 'week' | 'month' | 'trending'; readonly page?: number | undefined }
  | { readonly do: 'trends'; readonly span: TrendSpan }
  | { readonly do: 'day'; readonly said: string; readonly page?: number | undefined }
  | { readonly do: 'show' | 'similar' | 'save' | 'unsave' | 'cite'; readonly paper: string }
  | { readonly do: 'ask'; readonly question: string; readonly in?: string | undefined }
  | { readonly do: 'subscribe'; readonly asked: Readonly<Record<string, string>> }
  /** Of the daily or the weekly post, where it is said of which. */
  | { readonly do: 'preview' | 'pause' | 'resume' | 'unsubscribe'; readonly every?: Every | undefined }
  | { readonly do: 'post_now'; readonly every?: Every | undefined; readonly counts: boolean }
  | { readonly do: 'settings'; readonly followups?: string | undefined; readonly links?: string | undefined }
  | { readonly do: Bare }
  /** Whether the answer of this key helped. */
  | { readonly do: 'judge'; readonly key: string; readonly verdict: Verdict }
  /** Words too long for a button, kept under a key. */
  | { readonly do: 'again'; readonly key: string }
  | { readonly do: 'mistake'; readonly mistake: Mistake }

/** What cannot be read, with the facts to help. */
export type Mistake =
  | {
      readonly kind: 'unknown_command'
      readonly said: string
      readonly nearest: CommandName
      readonly rest: string
    }
  | {
      readonly kind: 'missing_option'
      readonly command: CommandName
      readonly option: string
      readonly summary: string
    }
  | {
      readonly kind: 'stray_words'
      readonly command: CommandName
      readonly said: string
      readonly options: readonly string[]
    }
  | {
      readonly kind: 'not_one_of'
      readonly option: string
      readonly said: string
      readonly choices: readonly string[]
    }

/** Longer input is cut here before anything reads it: four times the longest query that is looked at. */
const LONGEST_INPUT = 4_000

/** What only buttons say; short, since a button carries at most 100 characters. */
const BUTTON_COMMANDS = ['unsave', 'cite', 'again', 'found_helpful', 'found_unhelpful'] as const

const names = new Fuse(
  COMMANDS.map(command => command.name),
  { threshold: 0.34, ignoreLocation: true, minMatchCharLength: 3 },
)

/**
 * Reads a request's input. `knows` tells whether a word is one of the library's, so that a query is not
 * taken for a misspelt command.
 */
export function read(input: Request['input'], knows: (word: string) => boolean): Wish {
  if (typeof input !== 'string') return readCommand(input.command, '', input.options) ?? help
  const text = input.trim().slice(0, LONGEST_INPUT)
  const explicit = text.startsWith('/')
  const [first = '', ...others] = text.replace(/^\/(?:papers?\b\s*)?/i, '').split(/\s+/)
  const rest = others.join(' ')
  const name = first.toLowerCase()
  if (name === '') return help
  const span = asksForTrends(`${first} ${rest}`)
  if (span) return { do: 'trends', span }
  const wish = readCommand(name, rest, {})
  if (wish) return wish
  const [second = '', ...afterwards] = others
  const two = nearestCommand(`${name}_${second.toLowerCase()}`)
  const left = afterwards.join(' ')
  if (two?.includes('_') && isNoQuery(left, two))
    return mistake({ kind: 'unknown_command', said: `${first} ${second}`, nearest: two, rest: left })
  const nearest = nearestCommand(name)
  if (nearest && !knows(name) && (isNoQuery(rest, nearest) || isSlipOfWordy(name, nearest)))
    return mistake({ kind: 'unknown_command', said: first, nearest, rest })
  return readSearch(explicit ? `${first} ${rest}`.trim() : text, {})
}

/**
 * The command that talk in a thread is, if it can be nothing else: a command's name and then only options,
 * or one paper by number or id. Anything else there is a question. What is overheard, not `addressed` to the
 * bot, can only be the wish that it forget the thread.
 */
export function readInThread(input: string, addressed: boolean): Wish | undefined {
  const text = input.trim().slice(0, LONGEST_INPUT)
  if (asksToForget(text)) return { do: 'forget' }
  if (!addressed) return undefined
  if (text.startsWith('/')) return read(text, () => false)
  const span = asksForTrends(text)
  if (span) return { do: 'trends', span }
  const [first = '', ...others] = text.split(/\s+/)
  const name = first.toLowerCase()
  const command = commandNamed(name)
  if (!command || name === 'search' || name === 'ask') return undefined
  const rest = others.join(' ')
  const words = besidesOptions(rest, command.name)
  if (words !== '' && !PAPER.test(words)) return undefined
  const wish = readCommand(name, rest, {})
  return wish?.do === 'mistake' ? undefined : wish
}

const help: Wish = { do: 'help' }

/** A paper by its number in a list or by its arXiv id. */
export const NAMED_PAPER = String.raw`(?:#\d{1,3}|\d{4}\.\d{4,5}(?:v\d+)?)`
const PAPER = new RegExp(`^${NAMED_PAPER}$`)

function besidesOptions(rest: string, command: CommandName): string {
  const options = commandNamed(command)?.options ?? []
  return hear(
    rest,
    options.map(option => option.name),
  ).words
}

/** Nothing but options and a named paper, as after a command; nobody searches for these. */
const isNoQuery = (rest: string, command: CommandName): boolean =>
  besidesOptions(rest, command)
    .split(' ')
    .every(piece => piece === '' || PAPER.test(piece) || /^[a-z_]+:\S+$/i.test(piece))

function nearestCommand(name: string): CommandName | undefined {
  if (name.length < 4) return undefined
  const [found] = names.search(name, { limit: 1 })
  return found && Math.abs(found.item.length - name.length) <= 2 ? found.item : undefined
}

/** It is one slip from a command that any words may follow. */
const isSlipOfWordy = (name: string, command: CommandName): boolean =>
  commandNamed(command)?.options[0]?.kind === 'text' &&
  commandNamed(command)?.options[0]?.required === true &&
  slipsBetween(name, command, 1) === 1

/** Nothing that could be looked for: no letter and no digit. */
const isWordless = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text)

function readSearch(words: string, options: Readonly<Record<string, string>>): Wish {
  const { private: alone, ...filters } = options
  const heard = hear(words, ['private'])
  const text = say([heard.words, ...heard.without.map(word => `-${word}`)].filter(Boolean).join(' '), filters)
  if (isWordless(text)) return missingQuery
  return { do: 'search', words: text, private: isYes(alone ?? heard.options.private) }
}

const isYes = (said: string | undefined): boolean => said !== undefined && /^(?:yes|y|true|on|1)$/i.test(said)

function readCommand(
  name: string,
  rest: string,
  structured: Readonly<Record<string, string>>,
): Wish | undefined {
  const spoken = BUTTON_COMMANDS.find(command => command === name)
  if (spoken) return readButton(spoken, rest)
  const command = commandNamed(name)
  if (!command) return undefined
  if (command.name === 'search') return readSearchCommand(rest, structured)
  if (command.name === 'forget') {
    if (asksToForget(`forget ${rest}`)) return { do: 'forget' }
    // `forget gates` is looked for.
    if (!isNoQuery(rest, command.name)) return undefined
  }
  // `help me`
  if (command.name === 'help') return help
  // `trends in robotics` is looked for, `trends quarter` is a slip.
  if (command.name === 'trends' && /\S\s+\S/.test(rest)) return undefined

  const heard = hear(rest, [...command.options.map(option => option.name), 'page', 'in'])
  const options: Record<string, string> = { ...heard.options, ...structured }
  const [first] = command.options
  const wantsWords = first?.kind === 'text' && command.name !== 'subscribe'
  const words = command.name === 'ask' ? rest.replace(/^in:\S+\s*/, '') : heard.words
  if (wantsWords && words !== '') options[first.name] ??= words
  if (command.name === 'subscribe' && heard.without.length > 0) {
    options.exclude = [options.exclude, ...heard.without].filter(Boolean).join(',')
  }
  const stray = wantsWords ? '' : heard.words
  if (stray !== '') {
    const known = command.options.map(option => option.name)
    return mistake({ kind: 'stray_words', command: command.name, said: stray, options: known })
  }
  for (const option of command.options) {
    const said = options[option.name]
    if (option.required && !said?.trim()) {
      return mistake({
        kind: 'missing_option',
        command: command.name,
        option: option.name,
        summary: option.summary,
      })
    }
    if (option.choices && said !== undefined && !option.choices.includes(said)) {
      return mistake({ kind: 'not_one_of', option: option.name, said, choices: option.choices })
    }
  }
  return wishOf(command.name, options)
}

function readButton(spoken: (typeof BUTTON_COMMANDS)[number], rest: string): Wish {
  switch (spoken) {
    case 'unsave':
    case 'cite':
      return { do: spoken, paper: rest }
    case 'again':
      return { do: 'again', key: rest }
    case 'found_helpful':
      return { do: 'judge', key: rest, verdict: 'helpful' }
    case 'found_unhelpful':
      return { do: 'judge', key: rest, verdict: 'unhelpful' }
    default:
      return spoken satisfies never
  }
}

function readSearchCommand(rest: string, structured: Readonly<Record<string, string>>): Wish {
  const { query = '', ...options } = structured
  const words = [query, rest].filter(Boolean).join(' ').trim()
  return readSearch(words, options)
}

const mistake = (found: Mistake): Wish => ({ do: 'mistake', mistake: found })

const missingQuery = mistake({
  kind: 'missing_option',
  command: 'search',
  option: COMMANDS[0].options[0].name,
  summary: COMMANDS[0].options[0].summary,
})

function wishOf(name: Exclude<CommandName, 'search'>, options: Readonly<Record<string, string>>): Wish {
  const page = options.page === undefined ? undefined : Math.max(1, Number.parseInt(options.page, 10) || 1)
  const every = EVERY.find(one => one === options.every)
  switch (name) {
    case 'today':
    case 'week':
    case 'month':
    case 'trending':
      return { do: name, page }
    case 'trends':
      return { do: name, span: TREND_SPANS.find(span => span === options.span) ?? 'month' }
    case 'day':
      return { do: name, said: options.date ?? '', page }
    case 'show':
    case 'similar':
    case 'save':
      return { do: name, paper: options.paper ?? '' }
    case 'ask':
      return { do: name, question: options.question ?? '', in: options.in }
    case 'subscribe':
      return { do: name, asked: options }
    case 'preview':
    case 'pause':
    case 'resume':
    case 'unsubscribe':
      return { do: name, ...(every && { every }) }
    case 'post_now':
      return { do: name, ...(every && { every }), counts: isYes(options.counts) }
    case 'settings':
      return { do: name, followups: options.followups, links: options.links }
    case 'saved':
    case 'subscriptions':
    case 'status':
    case 'forget':
    case 'help':
      return { do: name }
    default:
      return name satisfies never
  }
}
