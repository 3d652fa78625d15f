import { isDeepStrictEqual } from 'node:util'
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
} from 'discord.js'
import { z } from 'zod'
import { type Command, clip, type Option } from '../../src/chat.ts'
import { LIMITS } from './limits.ts'

export const COMMAND = 'papers'

/**
 * Makes `/papers` with a subcommand for each command known everywhere. It is written only when it differs
 * from what Discord has, since 200 may be created a day (docs, interactions/application-commands).
 */
export async function registerCommands(
  rest: REST,
  application: string,
  commands: readonly Command[],
): Promise<'written' | 'unchanged'> {
  const route = Routes.applicationCommands(application)
  const wanted = [papersCommand(commands)]
  const registered = registeredShape.safeParse(await rest.get(route))
  if (registered.success && isDeepStrictEqual(registered.data, registeredShape.parse(wanted))) {
    return 'unchanged'
  }
  await rest.put(route, { body: wanted })
  return 'written'
}

/** `/papers` as Discord takes it; its summaries are cut evenly when together they exceed a command's size. */
export function papersCommand(commands: readonly Command[]): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const sizes = [LIMITS.summary, 80, 60, 40].map(longest => withSummaries(commands, longest))
  return sizes.find(command => size(command) <= LIMITS.command) ?? withSummaries(commands, 20)
}

const withSummaries = (
  commands: readonly Command[],
  longest: number,
): RESTPostAPIChatInputApplicationCommandsJSONBody => ({
  type: ApplicationCommandType.ChatInput,
  name: COMMAND,
  description: 'Daily Papers: search, browse, ask, subscribe',
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  options: commands.slice(0, LIMITS.listed).map(command => subcommand(command, longest)),
})

function subcommand(command: Command, longest: number): APIApplicationCommandSubcommandOption {
  const required = command.options.filter(option => option.required)
  const others = command.options.filter(option => !option.required)
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: command.name,
    description: clip(command.summary, longest),
    // Discord refuses a required option behind one that is not.
    options: [...required, ...others].slice(0, LIMITS.listed).map(option => filled(option, longest)),
  }
}

function filled(option: Option, longest: number): APIApplicationCommandBasicOption {
  const { name, required = false } = option
  const described = { name, description: clip(option.summary, longest), required }
  switch (option.kind) {
    case 'number':
      return { ...described, type: ApplicationCommandOptionType.Integer }
    case 'flag':
      return { ...described, type: ApplicationCommandOptionType.Boolean }
    case 'text': {
      if (option.choices) {
        const choices = option.choices.slice(0, LIMITS.listed).map(value => ({ name: value, value }))
        return { ...described, type: ApplicationCommandOptionType.String, choices }
      }
      const autocomplete = option.completes ?? false
      return { ...described, type: ApplicationCommandOptionType.String, autocomplete }
    }
    default:
      return option.kind satisfies never
  }
}

function size(command: RESTPostAPIChatInputApplicationCommandsJSONBody): number {
  const texts: string[] = []
  JSON.stringify(command, (key, value) => {
    if (typeof value === 'string' && ['name', 'description', 'value'].includes(key)) texts.push(value)
    return value
  })
  return texts.reduce((sum, text) => sum + text.length, 0)
}

const choiceShape = z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })

const optionShape = z.object({
  type: z.number(),
  name: z.string(),
  description: z.string(),
  required: z.boolean().default(false),
  autocomplete: z.boolean().default(false),
  choices: z.array(choiceShape).default([]),
})

/** Only what we say: Discord adds ids, versions and defaults of its own, and leaves out what is false or empty. */
const registeredShape = z.array(
  z.object({
    type: z.number(),
    name: z.string(),
    description: z.string(),
    integration_types: z.array(z.number()),
    contexts: z.array(z.number()),
    options: z.array(optionShape.extend({ options: z.array(optionShape).default([]) })).default([]),
  }),
)
