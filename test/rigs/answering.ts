import type { Block, Bot, Command, Deliver, Reply, Request } from '../../src/chat.ts'

const command = (name: string, audience: Command['audience']): Command => ({
  name,
  summary: name,
  audience,
  options: [],
})

export const ASK: Block = {
  kind: 'buttons',
  buttons: [{ label: 'Ask', says: '/ask in:k1', asks: 'Your question' }],
}

export const say = (words: string, ...blocks: Block[]): Reply => ({
  summary: words,
  blocks: [{ kind: 'text', prose: [words] }, ...blocks],
})

/** A core that answers everything it is asked, each id once, and writes down what it was asked. */
export function answering(
  answer: (request: Request) => Reply | undefined = ({ input }) => say(`re: ${input}`, ASK),
) {
  const requests: Request[] = []
  const places: (string | undefined)[] = []
  const bot: Bot = {
    commands: [command('search', 'everyone'), command('today', 'everyone'), command('status', 'asker')],
    receive: async (request: Request, deliver: Deliver) => {
      const isNew = requests.every(({ id }) => id !== request.id)
      requests.push(request)
      const reply = isNew && request.addressed ? answer(request) : undefined
      if (reply) places.push(await deliver(reply))
    },
    complete: async () => [],
  }
  return { bot, requests, places }
}
