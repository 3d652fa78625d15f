import type { Block, Button, Prose, Reply } from '../chat.ts'
import type { Mistake } from '../commands/read.ts'
import { say } from '../commands/spoken.ts'
import type { TermSlip } from '../delivery/terms.ts'
import type { Day, Paper } from '../papers.ts'
import { count, echoed, listed, longDay, plainText } from './words.ts'

/** One clear sentence for the asker alone, and the remedy as a button where there is one. */
export function sorry(prose: Prose, buttons: readonly Button[] = []): Reply {
  const sentence = echoed(prose)
  const blocks: Block[] = [{ kind: 'text', prose: sentence }]
  if (buttons.length > 0) blocks.push({ kind: 'buttons', buttons })
  return { summary: plainText(sentence), blocks, audience: 'asker' }
}

export function mistakeReply(mistake: Mistake): Reply {
  switch (mistake.kind) {
    case 'unknown_command': {
      const meant = `${mistake.nearest}${mistake.rest === '' ? '' : ` ${mistake.rest}`}`
      return sorry(
        ['I know no command ', { quote: mistake.said }, '. Did you mean ', { code: meant }, '?'],
        [
          { label: mistake.nearest, says: `/${meant}` },
          { label: 'Search for it', says: `/search ${mistake.said} ${mistake.rest}`.trim() },
        ],
      )
    }
    case 'missing_option': {
      const asks = mistake.summary
      return sorry(
        [{ code: mistake.command }, ' needs a word more: ', lowerFirst(asks), '.'],
        [{ label: 'Fill in', says: `/${mistake.command}`, asks: 'The missing word' }],
      )
    }
    case 'stray_words':
      return sorry(
        mistake.options.length === 0
          ? [
              { code: mistake.command },
              ' takes no more words, so ',
              { quote: mistake.said },
              ' is left over.',
            ]
          : [
              'I do not understand ',
              { quote: mistake.said },
              ' after ',
              { code: mistake.command },
              '. It takes ',
              ...mistake.options.flatMap((option, index) => [
                index === 0 ? '' : ', ',
                { code: `${option}:` },
              ]),
              '.',
            ],
      )
    case 'not_one_of':
      return sorry(
        [
          { code: `${mistake.option}:${mistake.said}` },
          ` is not known. It can be ${listed(mistake.choices, 'or')}.`,
        ],
        mistake.choices.map(choice => ({ label: choice, says: `/settings ${mistake.option}:${choice}` })),
      )
    default:
      return mistake satisfies never
  }
}

const lowerFirst = (words: string): string => `${words.charAt(0).toLowerCase()}${words.slice(1)}`

/** All slips of a subscription at once; nothing is changed by it. A zone that was meant is one click away, with all else that was asked. */
export function termSlipsReply(slips: readonly TermSlip[], asked: Readonly<Record<string, string>>): Reply {
  const blocks: Block[] = slips.map(slip => ({ kind: 'text', prose: echoed(slipProse(slip)) }))
  const buttons = slips.flatMap(slip =>
    slip.option === 'timezone' && slip.nearest !== undefined && slips.length === 1
      ? [{ label: slip.nearest, says: say('/subscribe', { ...asked, timezone: slip.nearest }) }]
      : [],
  )
  if (buttons.length > 0) blocks.push({ kind: 'buttons', buttons })
  blocks.push({ kind: 'note', prose: ['Nothing was changed.'] })
  return { summary: 'That subscription cannot be read', blocks, audience: 'asker' }
}

function slipProse(slip: TermSlip): Prose {
  const said = { code: `${slip.option}:${slip.said}` }
  switch (slip.option) {
    case 'at':
      return [said, ' is no time of day. Say ', { code: 'at:09:00' }, ' or ', { code: 'at:9pm' }, '.']
    case 'timezone':
      return slip.nearest === undefined
        ? [said, ' is no time zone I know. Say one like ', { code: 'timezone:Europe/Berlin' }, '.']
        : [said, ' is no time zone I know. Did you mean ', { code: slip.nearest }, '?']
    case 'days':
      return [
        said,
        ' are no weekdays I know. Say ',
        { code: 'days:mon-fri' },
        ', ',
        { code: 'days:mon,wed' },
        ' or ',
        { code: 'days:daily' },
        '.',
      ]
    case 'on':
      return [said, ' should be one day of the week. Say ', { code: 'on:fri' }, '.']
    case 'top':
    case 'min_upvotes':
      return [
        said,
        ` is out of range: a whole number from ${slip.from} to ${slip.to.toLocaleString('en-US')}.`,
      ]
    case 'has_code':
      return [said, ' should be yes or no.']
    default:
      return slip satisfies never
  }
}

export const mayNotReply = (command: string, managers = 'those who manage this place'): Reply =>
  sorry([{ code: command }, ` is for ${managers}. Ask one of them.`])

export const tooManyReply = (allowed: number, waitMs: number): Reply =>
  sorry([
    `That was ${count(allowed, 'command')} within a minute. Try again in ${count(Math.max(1, Math.ceil(waitMs / 1000)), 'second')}.`,
  ])

export const failedReply = (): Reply =>
  sorry(['Something went wrong here; it is in the log. Nothing of yours is lost. Try again in a moment.'])

export const unknownPaperReply = (said: string): Reply =>
  sorry(
    [
      'I know no paper ',
      { quote: said },
      '. Name it by an arXiv id, a link, its title, or ',
      { code: '#2' },
      ' for one shown here.',
    ],
    [{ label: 'Search for it', says: `/search ${said}` }],
  )

/** A number that the list of so many papers does not have. */
export const noNumberWords = (said: string, papers: number): string =>
  `There is no ${said} here: the list has ${count(papers, 'paper')}.`

/** The same of whoever is asked for the paper itself; where no list was shown, how else it can be named. */
export const noNumberReply = (said: string, papers: number): Reply =>
  sorry([
    papers > 0
      ? noNumberWords(said, papers)
      : `No list was shown here, so I cannot tell which paper ${said} is. Name it by an arXiv id, a link or its title.`,
  ])

/** A paper named by its id that the library lacks, and why it could not be fetched. */
export const unfetchedPaperReply = (said: string, why: 'absent' | 'slow' | 'down'): Reply => {
  const reasons = {
    absent: '. arXiv has no paper of this number: check it.',
    slow: ' yet. The hub and arXiv take their time to tell of it: ask again in a moment.',
    down: '. Neither the hub nor arXiv can tell of it at the moment: try again in some minutes.',
  } as const
  return sorry(['I know no paper ', { quote: said }, reasons[why]])
}

/** The words are part of several titles. */
export const whichPaperReply = (said: string, titles: readonly Button[]): Reply =>
  sorry(['More than one paper fits ', { quote: said }, '. Which one?'], titles)

/** No title has these words, but some come near. */
export const nearPapersReply = (said: string, titles: readonly Button[]): Reply =>
  sorry(
    ['I know no paper ', { quote: said }, `. Did you mean ${titles.length === 1 ? 'this' : 'one of these'}?`],
    titles,
  )

export const lostTalkReply = (): Reply =>
  sorry([
    'I no longer know which papers that was about: the thread is too old, was forgotten, or is of another channel. Search again, then ask.',
  ])

export const unknownDayReply = (said: string): Reply =>
  sorry(
    [
      { quote: said },
      ' is no day I can read. Say ',
      { code: '/papers day 2026-07-31' },
      ', yesterday or monday.',
    ],
    [{ label: 'Today', says: '/today' }],
  )

export const nothingShownReply = (): Reply =>
  sorry([
    'I found no paper that this could be about. Search first, then ask: ',
    { code: '/papers sparse moe' },
    '.',
  ])

export const nothingMoreReply = (): Reply => sorry(['That was the whole list.'])

/** `day` is undefined where the source does not tell when the paper came out. */
export const nothingNewerReply = ({ key, title }: Paper, day: Day | undefined): Reply =>
  sorry(
    day === undefined
      ? ['The source does not say when ', { bold: title }, ' came out, so I cannot tell what is newer.']
      : ['I know nothing like ', { bold: title }, ` that came out after ${longDay(day)}.`],
    [{ label: 'Similar papers', says: `/similar ${key}` }],
  )
