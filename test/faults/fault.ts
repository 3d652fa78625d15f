/** Something that breaks, what becomes of it, and the proof: it is provoked, and the outcome is looked for. */
export interface Fault {
  /** As in `a request that hangs`. */
  readonly what: string
  /** As in `the post comes once`. */
  readonly outcome: string
  /** Breaks it for real, and rejects when something else becomes of it. */
  readonly prove: () => Promise<void>
}
