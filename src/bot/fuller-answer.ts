import type { Answer, Further, Told } from '../answers/answer.ts'
import type { Band } from '../answers/evidence/bands.ts'
import { fromSections } from '../answers/full-text/from-sections.ts'
import { pause } from '../feed/patience.ts'
import type { House } from './house.ts'

/** Nobody waits longer for what the abstract does not say; platforms want to hear within as long. */
const LONGEST_WAIT_MS = 3_000

/**
 * The answer, or a fuller one from the full text of the paper, where its abstract does not state what was
 * asked; of several answers each. Within 3 s; when the full text cannot be had by then, the answer stays as it
 * is. Never rejects.
 */
export async function fuller(house: House, found: Answer): Promise<Answer> {
  switch (found.kind) {
    case 'several':
      return { ...found, parts: await Promise.all(found.parts.map(part => fullerTold(house, part))) }
    case 'closest':
    case 'unstated':
      return fullerTold(house, found)
    default:
      return found
  }
}

async function fullerTold(house: House, found: Told): Promise<Told> {
  if ((found.kind !== 'closest' && found.kind !== 'unstated') || !found.further) return found
  const answered = new AbortController()
  const band = await Promise.race([
    lookUp(house, found.further),
    pause(LONGEST_WAIT_MS, answered.signal).then(() => undefined),
  ])
  answered.abort()
  if (band === undefined) return found
  const { focus } = found
  if (band.kind !== 'unstated') return { ...band, focus }
  return found.kind === 'closest' ? found : { ...band, focus, fully: true }
}

async function lookUp(house: House, { asked, paper }: Further): Promise<Band | undefined> {
  const { fullText, library, log } = house
  try {
    const { hub } = library.freshness()
    const mayAsk = hub.kind === 'fine' || hub.kind === 'unasked'
    const sections = (await fullText.kept(paper)) ?? (mayAsk ? await fullText.read(paper) : undefined)
    return sections && sections.length > 0 ? await fromSections(asked, paper, sections) : undefined
  } catch (error) {
    log('error', 'full text not searched', { paper: paper.key, error })
    return undefined
  }
}
