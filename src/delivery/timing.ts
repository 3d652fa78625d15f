/** How long things may take, in milliseconds. What follows from what: `leaseMs` > `postMs`, or nothing is ever sent. */
export interface Timing {
  /** So long a delivery is in the hands of whoever took it; then it is taken out of them. */
  readonly leaseMs: number
  /** No post takes longer from its first request to its last answer; with less of its lease left none is begun. */
  readonly postMs: number
  /** A platform shows a post in its history only after a while; looking sooner would find nothing and post twice. */
  readonly settleMs: number
  /** Posts on the wire at the same time. */
  readonly atOnce: number
}

export const TIMING: Timing = Object.freeze({
  leaseMs: 60_000,
  // A direct channel that is opened first and a post that is sent again without its pictures: three requests of 10 s.
  postMs: 30_000,
  settleMs: 30_000,
  atOnce: 32,
})
