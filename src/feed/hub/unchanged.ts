import { forgetOldest } from '../oldest.ts'

/** The open batch has a page or two; the newest of those that still change are read again besides. */
const MOST = 6

/** What was read of a path, and the mark that the hub gave it, so that what has not changed need not be sent again. */
export interface Unchanged<Told> {
  /** The header to ask with, where something of that path is remembered (RFC 9110, section 13.1.2). */
  ask(path: string): Readonly<Record<string, string>>
  /** What is remembered, when the hub says that nothing has changed. */
  recall(path: string): Told | undefined
  /** Remembers what was read, if the hub has given it a mark. */
  keep(path: string, mark: string | null, told: Told): void
}

export function createUnchanged<Told>(): Unchanged<Told> {
  const kept = new Map<string, { readonly mark: string; readonly told: Told }>()
  return {
    ask: path => {
      const mark = kept.get(path)?.mark
      return mark === undefined ? {} : { 'if-none-match': mark }
    },
    recall: path => kept.get(path)?.told,
    keep: (path, mark, told) => {
      kept.delete(path)
      if (mark === null) return
      kept.set(path, { mark, told })
      forgetOldest(kept, MOST)
    },
  }
}
