import type { Block, Button, Command, Reply } from '../chat.ts'

const EXAMPLES: readonly (readonly [string, string])[] = [
  ['sparse moe since:30d has:code', 'search, with filters'],
  ['"exact phrase" -survey author:dao', 'exact words, words to leave out, an author'],
  ['subscribe at:09:00 timezone:Europe/Berlin days:mon-fri top:5', 'a daily post in this channel'],
  ['show 2405.14906', 'one paper, by arXiv id, link or part of its title'],
]

/** What one can say, the shortest way first. */
export function helpReply(commands: readonly Command[], hint?: string): Reply {
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
    { kind: 'text', prose: [{ bold: 'All commands' }] },
    {
      kind: 'note',
      prose: commands.flatMap((command, index) => [
        index === 0 ? '' : ' · ',
        { code: command.name },
        ` ${command.summary.charAt(0).toLowerCase()}${command.summary.slice(1)}`,
      ]),
    },
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
