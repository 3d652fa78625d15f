/** What Discord refuses beyond: lengths in characters, counted here in UTF-16 units, which are never fewer. */
export const LIMITS = Object.freeze({
  /** Of all text displays of a message together (docs, components/reference). */
  text: 4_000,
  /** Of a message, nested ones and accessories counted (docs, components/reference). */
  components: 40,
  buttonsInRow: 5,
  buttonLabel: 80,
  customId: 100,
  formTitle: 45,
  formLabel: 45,
  threadName: 100,
  /** Minutes of silence after which a thread leaves the channel list; 60, 1440, 4320 and 10080 are allowed. */
  threadArchive: 1_440,
  /** Subcommands, options, choices and completions alike (docs, interactions/application-commands). */
  listed: 25,
  summary: 100,
  choice: 100,
  /** Names, summaries and choices of one command, subcommands included. */
  command: 8_000,
  /** An interaction must be answered within 3 s; what is not ready by now is deferred. */
  directAnswerMs: 2_000,
  /** Completions cannot be deferred: what is not ready by now is an empty list. */
  completionMs: 2_500,
  /** Messages of one page of a channel's history. */
  page: 100,
  /**
   * Milliseconds between posts: 5 in 5 s in a channel, and 50 requests a second for a bot (docs, topics/rate-limits),
   * of which a post takes two where it opens a thread, and answers have to have theirs.
   */
  pace: Object.freeze({ channelMs: 1_000, tenantMs: 0, allMs: 50 }),
})
