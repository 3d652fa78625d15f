import type { Bot } from '../chat.ts'
import { clip } from '../chat.ts'
import type { SearchIndex } from '../search/search.ts'

/** As many as a platform shows, each as long as it takes. */
const MOST = 25
const LONGEST_LABEL = 100

/** Titles that fit what is being typed; the value is the paper's key, which names it for good. */
export function complete(
  index: SearchIndex,
  { option, text }: Parameters<Bot['complete']>[0],
): Awaited<ReturnType<Bot['complete']>> {
  if (option !== 'paper') return []
  return index
    .titles(text, MOST)
    .map(paper => ({ label: clip(paper.title, LONGEST_LABEL), value: paper.key }))
}
