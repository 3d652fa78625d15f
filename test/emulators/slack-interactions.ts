import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { formView, sentMessage } from './slack-blocks.ts'
import { ACK_MS } from './slack-wire.ts'
import { BOT, refuse, type SlackMessage, type World } from './slack-world.ts'

const responseBody = sentMessage.omit({ channel: true, unfurl_links: true, unfurl_media: true }).extend({
  response_type: z.enum(['in_channel', 'ephemeral']).optional(),
  replace_original: z.boolean().default(false),
})

export type Interactions = ReturnType<typeof createInteractions>

/** The two ways to answer what a person has done: one form by its trigger, and messages by its response URL. */
export function createInteractions(world: World, base: () => string) {
  const views: { readonly id: string; readonly view: z.infer<typeof formView> }[] = []
  const triggers = new Map<string, number>()
  const responses = new Map<
    string,
    { uses: number; channel: string; user: string; original?: SlackMessage }
  >()

  const begin = (channel: string, user: string, original?: SlackMessage) => {
    const id = randomUUID()
    triggers.set(id, Date.now())
    responses.set(id, { uses: 0, channel, user, ...(original && { original }) })
    return { trigger_id: id, response_url: `${base()}/response/${id}` }
  }

  const open = (trigger: string, form: unknown): string => {
    const opened = triggers.get(trigger)
    if (opened === undefined || Date.now() - opened > ACK_MS) return refuse('expired_trigger_id')
    triggers.delete(trigger)
    const id = `V${randomUUID()}`
    views.push({ id, view: world.checked(formView, form, 'invalid_arguments') })
    world.poke()
    return id
  }

  const respond = (id: string, body: unknown): { status: number; body: string } => {
    const way = responses.get(id)
    if (!way || way.uses >= 5) return { status: 404, body: 'used_url' }
    way.uses += 1
    const read = responseBody.safeParse(body)
    if (!read.success) {
      world.violations.push(`response_url: ${z.prettifyError(read.error)}`)
      return { status: 400, body: 'invalid_blocks' }
    }
    const { response_type, replace_original, ...sent } = read.data
    if (replace_original && way.original) world.change(way.original, sent)
    else {
      const only = response_type === 'in_channel' ? undefined : way.user
      world.put({ ...sent, channel: way.channel, ts: world.nextTs(), user: BOT, only })
    }
    return { status: 200, body: 'ok' }
  }

  return {
    /** The forms that were opened. */
    views,
    /** A person begins something, perhaps on a message: what the bot may answer with. */
    begin,
    /** Shows a form and gives its id; refused when the trigger is used or too old. */
    open,
    respond,
  }
}
