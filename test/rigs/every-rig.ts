import { createDiscordRig } from './discord.ts'
import type { Rig } from './rig.ts'
import { createSlackRig } from './slack.ts'
import { createTerminalRig } from './terminal.ts'

/** Every adapter with its real client, by name. */
export const RIGS: readonly (readonly [string, () => Promise<Rig> | Rig])[] = [
  ['slack', () => createSlackRig()],
  ['discord', () => createDiscordRig({ messageContent: true })],
  ['terminal', () => createTerminalRig()],
]
