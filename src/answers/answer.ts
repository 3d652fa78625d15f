/** What an answer is: facts, and whose they are. The words for it are chosen elsewhere. */
import type { Paper, PaperKey } from '../papers.ts'
import type { Band, Quotation } from './evidence/bands.ts'
import type { Asked } from './evidence/question.ts'
import type { Claim } from './hosted/claims.ts'
import type { Fact } from './intents/intents.ts'
import type { Order } from './intents/order.ts'
import type { Period } from './intents/period.ts'
import type { Conditions } from './intents/read-conditions.ts'

/** A thread: its papers as they are numbered there from #1, and the one last spoken of. */
export interface Talk {
  readonly papers: readonly Paper[]
  readonly focus?: PaperKey | undefined
  /** The paper of the library that bears a name, whether the thread has it or not. */
  named?(name: string): Paper | undefined
}

/** What the bot has to do with its other rooms. */
export type Wish =
  | { readonly do: 'similar' | 'newer'; readonly paper: Paper }
  | { readonly do: 'save'; readonly papers: readonly Paper[] }
  | { readonly do: 'search'; readonly query: string; readonly period?: Period }
  | { readonly do: 'more'; readonly count?: number }
  | { readonly do: 'help' }

/** How a list was made. `untold` papers do not say whether they meet the conditions, or what they are sorted by. */
export type Selection =
  | ({ readonly kind: 'kept'; readonly untold: number } & Conditions)
  | { readonly kind: 'sorted'; readonly order: Order; readonly untold: number }

/** Where an abstract does not state what was asked about its paper: what to look for in the rest of that paper. */
export interface Further {
  readonly asked: Asked
  readonly paper: Paper
}

type Quoting = { readonly quotations: readonly Quotation[] }

/** The paper spoken of from now on, and the one that joins the thread's at their end; `budgetSpent` is set where a model would have been asked, and from now on is not. */
interface Aside {
  readonly focus?: PaperKey | undefined
  readonly joins?: Paper | undefined
  readonly budgetSpent?: 'person' | 'workspace' | undefined
}

/** What papers tell; several of these can stand in one reply. */
export type Told = Aside &
  (
    | (Band & {
        readonly further?: Further
        /** Set when the full text was searched too. */
        readonly fully?: true
      })
    | ({ readonly kind: 'facts'; readonly paper: Paper; readonly what: Fact } & Quoting)
    | ({
        readonly kind: 'summary'
        readonly paper: Paper
        readonly manner: 'short' | 'simple' | 'long'
      } & Quoting)
  )

/** Facts for an answer and no words of it, unless a hosted model has `generated` them. */
export type Answer =
  | Told
  | (Aside &
      (
        | { readonly kind: 'several'; readonly parts: readonly Told[] }
        | ({ readonly kind: 'overview' | 'compare'; readonly papers: readonly Paper[] } & Quoting)
        | { readonly kind: 'list'; readonly papers: readonly Paper[]; readonly selection: Selection }
        | { readonly kind: 'wish'; readonly wish: Wish }
        | { readonly kind: 'which'; readonly papers: readonly Paper[] }
        | { readonly kind: 'unknownPaper'; readonly said: string; readonly count: number }
        | { readonly kind: 'unknownName'; readonly said: string }
        | {
            readonly kind: 'feedback'
            readonly says: 'wrong' | 'quiet' | 'thanks' | 'hello' | 'english'
            readonly paper?: Paper
          }
        | { readonly kind: 'generated'; readonly model: string; readonly claims: readonly Claim[] }
        | { readonly kind: 'silent' }
      ))
