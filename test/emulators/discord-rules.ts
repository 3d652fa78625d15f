import { z } from 'zod'

/**
 * What Discord checks of a body that a bot sends: docs/components/reference, docs/resources/message,
 * docs/interactions. Only what the bot sends is known here; anything else is refused.
 */

const id = z.int32().nonnegative().optional()

const textDisplay = z.strictObject({
  type: z.literal(10),
  id,
  content: z.string().min(1).max(4000),
})

const button = z.strictObject({
  type: z.literal(2),
  id,
  style: z.int().min(1).max(4),
  label: z.string().min(1).max(80),
  custom_id: z.string().min(1).max(100),
})

const thumbnail = z.strictObject({
  type: z.literal(11),
  id,
  media: z.strictObject({ url: z.url({ protocol: /^https?$/ }) }),
})

const section = z.strictObject({
  type: z.literal(9),
  id,
  components: z.array(textDisplay).min(1).max(3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
})

const row = z.strictObject({ type: z.literal(1), id, components: z.array(button).min(1).max(5) })

const container = z.strictObject({
  type: z.literal(17),
  id,
  accent_color: z.int().min(0).max(0xff_ff_ff).optional(),
  components: z.array(z.discriminatedUnion('type', [textDisplay, section, row])).min(1),
})

export type Container = z.infer<typeof container>
export type Component =
  | Container
  | z.infer<typeof textDisplay>
  | z.infer<typeof button>
  | z.infer<typeof thumbnail>
  | z.infer<typeof section>
  | z.infer<typeof row>

/** Every component of a message in reading order, nested ones and accessories included. */
export const everyComponent = (components: readonly Component[]): readonly Component[] =>
  components.flatMap(component => {
    const nested: readonly Component[] = 'components' in component ? component.components : []
    const accessory: readonly Component[] = 'accessory' in component ? [component.accessory] : []
    return [component, ...everyComponent(nested), ...everyComponent(accessory)]
  })

export const FLAGS = { ephemeral: 1 << 6, loading: 1 << 7, hasThread: 1 << 5, componentsV2: 1 << 15 }

const unique = (values: readonly unknown[]): boolean => new Set(values).size === values.length

const components = z
  .array(container)
  .min(1)
  .superRefine((containers, refinement) => {
    const all = everyComponent(containers)
    const broken = (message: string) => refinement.addIssue({ code: 'custom', message })
    if (all.length > 40) broken(`${all.length} components, at most 40`)
    const length = all.reduce((sum, each) => sum + ('content' in each ? each.content.length : 0), 0)
    if (length > 4000) broken(`${length} characters of text, at most 4000`)
    if (!unique(all.flatMap(each => ('custom_id' in each ? [each.custom_id] : [])))) {
      broken('custom ids repeat')
    }
    if (!unique(all.flatMap(each => each.id ?? []))) broken('component ids repeat')
  })

const sent = {
  components,
  allowed_mentions: z.looseObject({ parse: z.array(z.string()).length(0) }),
  tts: z.literal(false).optional(),
}

/** A message sent or edited in; Components V2 goes without content and embeds, so these are refused. */
export const messageBody = z.strictObject({
  ...sent,
  flags: z.int().refine(flags => (flags & FLAGS.componentsV2) !== 0, 'components need IS_COMPONENTS_V2'),
  nonce: z.string().max(25).optional(),
  enforce_nonce: z.boolean().optional(),
  message_reference: z
    .strictObject({ message_id: z.string(), fail_if_not_exists: z.boolean().optional() })
    .optional(),
})

const form = z.strictObject({
  custom_id: z.string().min(1).max(100),
  title: z.string().min(1).max(45),
  components: z
    .array(
      z.strictObject({
        type: z.literal(18),
        label: z.string().min(1).max(45),
        component: z.strictObject({
          type: z.literal(4),
          custom_id: z.string().min(1).max(100),
          style: z.literal(1),
          required: z.boolean(),
        }),
      }),
    )
    .min(1)
    .max(5),
})

export type Form = z.infer<typeof form>

/** The first response to an interaction, by its kind. */
export const callbackBody = z.discriminatedUnion('type', [
  z.object({ type: z.literal(4), data: messageBody }),
  z.object({
    type: z.literal(5),
    data: z
      .strictObject({ flags: z.union([z.literal(0), z.literal(FLAGS.ephemeral)]).optional() })
      .optional(),
  }),
  z.object({ type: z.literal(6) }),
  z.object({ type: z.literal(7), data: messageBody }),
  z.object({
    type: z.literal(8),
    data: z.strictObject({
      choices: z
        .array(z.looseObject({ name: z.string().min(1).max(100), value: z.string().min(1).max(100) }))
        .max(25),
    }),
  }),
  z.object({ type: z.literal(9), data: form }),
])

export type Callback = z.infer<typeof callbackBody>

const name = z.string().regex(/^[-_'\p{Ll}\p{N}]{1,32}$/u)
const summary = z.string().min(1).max(100)

const option = z.object({
  type: z.union([z.literal(3), z.literal(4), z.literal(5)]),
  name,
  description: summary,
  required: z.boolean().default(false),
  autocomplete: z.boolean().optional(),
  choices: z
    .array(z.object({ name: summary, value: summary }))
    .max(25)
    .optional(),
})

export type CommandOption = z.infer<typeof option>

const subcommand = z.object({
  type: z.literal(1),
  name,
  description: summary,
  options: z
    .array(option)
    .max(25)
    .refine(
      options => options.every((each, at) => at === 0 || !each.required || options[at - 1]?.required),
      'required options come first',
    ),
})

export const commandsBody = z.array(
  z.object({
    type: z.literal(1),
    name,
    description: summary,
    integration_types: z.array(z.int()).min(1),
    contexts: z.array(z.int()).min(1),
    options: z.array(subcommand).max(25),
  }),
)

export const threadBody = z.strictObject({
  name: z.string().min(1).max(100),
  auto_archive_duration: z.union([60, 1440, 4320, 10080].map(minutes => z.literal(minutes))).optional(),
})

export const recipientBody = z.strictObject({ recipient_id: z.string() })

export type Commands = z.infer<typeof commandsBody>
