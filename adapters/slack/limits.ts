/** What Slack refuses beyond: lengths in characters, counted here in UTF-16 units, which are never fewer. */
export const LIMITS = Object.freeze({
  /** Blocks of one message (docs.slack.dev/reference/block-kit/blocks). */
  blocks: 50,
  /**
   * JSON of all blocks of a message. Not documented: `msg_blocks_too_long` was seen from about 13,200
   * (slackapi/bolt-js#2509); the rest is room for counting differently than we do.
   */
  blocksJson: 12_900,
  header: 150,
  /** Of one section; used for any one run of prose, so that no single text fills a message. */
  section: 3_000,
  /** Buttons in one row of actions. */
  actions: 25,
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  formTitle: 24,
  formLabel: 150,
  /** Beyond 4,000 Slack advises against and `chat.update` refuses; escaping makes five characters of one at worst. */
  text: 4_000,
  mostEscaped: 5,
  /**
   * Milliseconds between posts: one a second in a channel, and "several hundred messages per minute" in a workspace
   * (docs.slack.dev/apis/web-api/rate-limits), of which answers have to have theirs.
   */
  pace: Object.freeze({ channelMs: 1_000, tenantMs: 200, allMs: 0 }),
})
