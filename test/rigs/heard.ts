import type { Bot, Deliver, Request } from '../../src/chat.ts'

/** Listens between an adapter and the bot. */
export function heard(): {
  listening(bot: Bot): Bot
  /** Asks once more what was asked last, as platforms do. */
  again(): Promise<void>
  /** Resolves when the bot is done with all it has heard. */
  done(): Promise<void>
} {
  let last: (() => Promise<void>) | undefined
  let busy: Promise<void> = Promise.resolve()
  return {
    listening: bot => ({
      ...bot,
      receive: (request: Request, deliver: Deliver) => {
        last = () => bot.receive(request, deliver)
        const received = last()
        busy = busy.then(() => received)
        return received
      },
    }),
    again: async () => last?.(),
    done: () => busy,
  }
}
