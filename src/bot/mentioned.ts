import type { Talk } from '../answers/answer.ts'
import { answer } from '../answers/answering.ts'
import { mentionsIn } from '../feed/references.ts'
import type { Paper } from '../papers.ts'
import { unfetchedPaperReply } from '../present/mistakes.ts'
import type { Decision, House } from './house.ts'

/** What was said, with ids and addresses of papers as their numbers in the thread. */
interface Mentioned {
  readonly said: string
  /** A paper that the thread lacks: it is the next one there. */
  readonly joins?: Paper
}

/**
 * Reads the papers that are named by an id or an address. The first one that the thread lacks joins it, fetched where
 * the library lacks it too; what is overheard and not meant for the bot fetches nothing. Or the reply that says why it
 * cannot be had.
 */
export async function withMentioned(
  house: House,
  words: string,
  talk: Talk,
  how: Parameters<typeof answer>[2],
): Promise<Mentioned | Decision> {
  const { papers } = talk
  let said = words
  let joins: Paper | undefined
  for (const mention of mentionsIn(words)) {
    const among = joins ? [...papers, joins] : papers
    const at = among.findIndex(({ arxivId }) => arxivId === mention.id)
    const as = (number: number): string => said.replace(mention.said, `#${number}`)
    if (at < 0 && joins) continue
    if (at < 0) {
      if (!how.addressed && answer(as(1), talk, how).kind === 'silent') return { said: words }
      const fetched = await house.outside.paper(mention.id)
      if (fetched.kind !== 'paper') return { reply: unfetchedPaperReply(mention.said, fetched.kind) }
      joins = fetched.paper
    }
    said = as(at < 0 ? papers.length + 1 : at + 1)
  }
  return joins ? { said, joins } : { said }
}
