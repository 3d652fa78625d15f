import { onTestFinished } from 'vitest'
import type { Block, Bot, Command, Reply, Request } from '../../src/chat.ts'
import { createDiscordRig, type DiscordRig, type DiscordRigParts } from './discord.ts'

export const say = (text: string, ...more: Block[]): Reply => ({
  summary: text,
  blocks: [{ kind: 'text', prose: [text] }, ...more],
})
export const paper: Block = {
  kind: 'item',
  item: { title: 'Grokking, explained', url: 'https://huggingface.co/papers/2607.00001', lines: [['Ada']] },
}

/** Two commands for everyone and one for the asker, with every kind of option. */
const COMMANDS: readonly Command[] = [
  {
    name: 'search',
    summary: 'Search the papers',
    audience: 'everyone',
    options: [
      { name: 'since', summary: 'How far back', kind: 'text' },
      { name: 'query', summary: 'What it is about', kind: 'text', required: true },
      { name: 'has_code', summary: 'Only papers with code', kind: 'flag' },
      { name: 'top', summary: 'How many', kind: 'number' },
    ],
  },
  {
    name: 'similar',
    summary: 'Papers like one you name',
    audience: 'everyone',
    options: [{ name: 'paper', summary: 'Which', kind: 'text', required: true, completes: true }],
  },
  {
    name: 'settings',
    summary: 'Which talk is answered',
    audience: 'asker',
    options: [{ name: 'followups', summary: 'When', kind: 'text', choices: ['auto', 'mention', 'off'] }],
  },
]

/** A core that writes down what it hears and answers as it is told to. */
export function scripted(answer: (request: Request) => Reply | undefined | Promise<Reply>) {
  const requests: Request[] = []
  const places: (string | undefined)[] = []
  const bot: Bot = {
    commands: COMMANDS,
    receive: async (request, deliver) => {
      requests.push(request)
      const reply = await answer(request)
      if (reply) places.push(await deliver(reply))
    },
    complete: async () => [],
  }
  return { ...bot, requests, places }
}

/** A rig with its adapter started, stopped when the test is over. */
export async function started(
  bot: Bot,
  parts: DiscordRigParts = { messageContent: false },
): Promise<DiscordRig> {
  const rig = await createDiscordRig(parts)
  onTestFinished(() => rig.stop())
  await rig.start(bot)
  return rig
}
