/** A hosted model, if one is configured: it may phrase an answer, and the papers bear out every sentence of it. */
import { LONGEST_READ } from '../phrases.ts'
import { type Claim, standing } from './claims.ts'
import { promptFor } from './prompt.ts'
import { readReply } from './reply.ts'
import { complete, type ModelDoor, type ModelFault } from './request.ts'
import type { Source } from './source.ts'

/** What a model had to say. `dropped` claims had no quotation that bears them out. */
export type Told =
  | { readonly kind: 'claims'; readonly claims: readonly Claim[]; readonly dropped: number }
  | { readonly kind: 'unstated' }
  | { readonly kind: 'failed'; readonly why: ModelFault | 'unfounded'; readonly detail: string }

/** What may be asked of a configured model. */
export interface HostedModel {
  readonly name: string
  /**
   * Asks about the papers, once, and keeps what stands: every claim has a quotation that is an exact part of
   * its paper, and neither mentions nor foreign addresses. Only the first 1,000 characters of the question
   * are sent. Never rejects.
   */
  tell(question: string, sources: readonly Source[]): Promise<Told>
}

/** The model at an endpoint; nothing is sent before the first question. */
export function openModel(door: ModelDoor): HostedModel {
  return {
    name: door.model,
    tell: async (question, sources) => {
      const answer = await complete(door, promptFor(question.slice(0, LONGEST_READ), sources))
      if (answer.kind === 'failed') return answer
      const reply = readReply(answer.words)
      switch (reply.kind) {
        case 'unstated':
          return reply
        case 'nonsense':
          return { kind: 'failed', why: 'nonsense', detail: 'neither claims nor unstated' }
        case 'claims': {
          const claims = standing(reply.claims, sources)
          const dropped = reply.claims.length - claims.length
          if (claims.length > 0) return { kind: 'claims', claims, dropped }
          return { kind: 'failed', why: 'unfounded', detail: `none of ${reply.claims.length} claims stands` }
        }
        default:
          return reply satisfies never
      }
    },
  }
}
