/** Something that can be judged: prints a table for people and, last, one line of JSON. */
export interface Evaluation {
  /** How it is called, a line for each way. */
  readonly usage: string
  /**
   * Judges with the flags that follow its name; false if these are not enough to go by. Throws an input fault where a
   * file cannot be used.
   */
  run(flags: readonly string[]): boolean
}
