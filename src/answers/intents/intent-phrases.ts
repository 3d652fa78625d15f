import { says } from '../phrases.ts'
import { ofPapers } from './paper-phrases.ts'
import { ofRecords } from './record-phrases.ts'
import { ofTexts } from './text-phrases.ts'

const labelled = [...ofRecords, ...ofPapers, ...ofTexts]

/** The intents that need no reading beyond their label. */
export type PhrasedLabel = (typeof labelled)[number][0]

/** The intent whose phrases plain text begins with; of several the first, so the narrow stand before the wide. */
export function phrasedIntent(text: string): PhrasedLabel | undefined {
  return labelled.find(([, any]) => says(text, any))?.[0]
}
