import type { Place } from '../chat.ts'

/**
 * The order in which what is said gets its answer. What is said in a thread is about what was said there before; and a
 * message that the bot has just sent is a thread only when it has been written down, a moment after people can see it.
 */
export interface Turns {
  /**
   * Works when all that was said before at the same place is done with. `earlier` resolves when nothing is under way any
   * more of what the channel had said before, wherever it was said.
   */
  take(
    channel: string,
    place: Place | undefined,
    work: (earlier: () => Promise<unknown>) => Promise<void>,
  ): Promise<void>
}

interface UnderWay {
  readonly place: Place | undefined
  readonly done: Promise<unknown>
}

export function createTurns(): Turns {
  const channels = new Map<string, Set<UnderWay>>()
  return {
    take: async (channel, place, work) => {
      const all = channels.getOrInsertComputed(channel, () => new Set())
      const before = [...all]
      const here = before.filter(each => place !== undefined && each.place === place)
      const { promise: done, resolve: end } = Promise.withResolvers<void>()
      const own = { place, done }
      all.add(own)
      try {
        await Promise.all(here.map(each => each.done))
        await work(() => Promise.all(before.map(each => each.done)))
      } finally {
        end()
        all.delete(own)
        if (all.size === 0) channels.delete(channel)
      }
    },
  }
}
