import type { Reply } from '../chat.ts'
import type { Paper } from '../papers.ts'
import { sorry } from './mistakes.ts'

/** `added` is false when it was on the list already. */
export const savedPaperReply = (paper: Paper, added: boolean): Reply =>
  sorry(
    [{ bold: paper.title }, added ? ' is on your list.' : ' was on your list already.'],
    [
      { label: 'Your list', says: '/saved' },
      { label: 'Remove', says: `/unsave ${paper.key}` },
    ],
  )

export const unsavedPaperReply = (paper: Paper): Reply =>
  sorry([{ bold: paper.title }, ' is off your list.'], [{ label: 'Put it back', says: `/save ${paper.key}` }])
