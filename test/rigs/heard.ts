import type { Bot, Deliver, Request } from '../../src/chat.ts'

/** Listens between an adapter and the bot: what was asked last can be asked once more, as platforms do. */
export function heard(): { listening(bot: Bot): Bot; again(): Promise<void> } {
  let last: (() => Promise<void>) | undefined
  return {
    listening: bot => ({
      ...bot,
      receive: (request: Request, deliver: Deliver) => {
        last = () => bot.receive(request, deliver)
        return bot.receive(request, deliver)
      },
    }),
    again: async () => last?.(),
  }
}
