import type { Block, Button, Reply } from '../chat.ts'
import type { TableCommand } from '../commands/table.ts'

const EXAMPLES: readonly (readonly [string, string])[] = [
  ['sparse moe since:30d has:code', 'search, with filters'],
  ['"exact phrase" -survey author:dao', 'exact words, words to leave out, an author'],
  ['subscribe at:09:00 timezone:Europe/Berlin days:mon-fri top:5', 'a daily post in this channel'],
  ['show 2405.14906', 'one paper, by arXiv id, link or part of its title'],
]

const GROUPS = [
  ['papers', 'Papers'],
  ['channel', 'This channel'],
  ['you', 'You'],
] as const

const lowered = (summary: string): string => `${summary.charAt(0).toLowerCase()}${summary.slice(1)}`

/** What one can say, the shortest way first. */
export function helpReply(commands: readonly TableCommand[], hint?: string): Reply {
  const blocks: Block[] = [
    { kind: 'heading', text: 'Paperboy: the daily papers, where you talk' },
    {
      kind: 'text',
      prose: [
        'Type ',
        { code: '/papers' },
        ' and what you are looking for. Under every answer you can ask on: ',
        { code: 'does #2 have code?' },
        ', ',
        { code: 'how much faster?' },
        ', ',
        { code: 'compare 1 and 3' },
        '.',
      ],
    },
    ...EXAMPLES.map(
      ([said, meaning]): Block => ({ kind: 'text', prose: [{ code: `/papers ${said}` }, ` ${meaning}`] }),
    ),
    ...GROUPS.map(
      ([about, title]): Block => ({
        kind: 'text',
        prose: [
          { bold: title },
          ...commands
            .filter(command => command.about === about)
            .flatMap(({ name, summary }, index) => [
              index === 0 ? ': ' : ', ',
              { code: name },
              ` ${lowered(summary)}`,
            ]),
          '.',
        ],
      }),
    ),
  ]
  if (hint !== undefined) blocks.push({ kind: 'note', prose: [hint] })
  const buttons: Button[] = [
    { label: 'Today', says: '/today' },
    { label: 'Trending', says: '/trending' },
    { label: 'Status', says: '/status' },
  ]
  blocks.push({ kind: 'buttons', buttons })
  return { summary: 'What you can say to Paperboy', blocks, audience: 'asker' }
}
