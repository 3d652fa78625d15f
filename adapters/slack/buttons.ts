import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Button } from '../../src/chat.ts'
import { short } from './escape.ts'
import { LIMITS } from './limits.ts'

/** What a button carries; it is all in the message itself, so it survives a restart. */
const carried = z.object({ says: z.string(), asks: z.string().exactOptional() })

export const PRESSED = /^press-\d+$/

export type ButtonMaker = (button: Button) => readonly types.Button[]

/** Makes the buttons of one message, whose ids have to differ. A button that cannot carry what it says is left out. */
export function buttonMaker(): ButtonMaker {
  let made = 0
  return ({ label, says, asks }) => {
    const value = JSON.stringify({
      says,
      ...(asks !== undefined && { asks: short(asks, LIMITS.formLabel) || '…' }),
    })
    if (says === '' || value.length > LIMITS.buttonValue) return []
    made += 1
    const text = short(label, LIMITS.buttonText) || '…'
    return [
      { type: 'button', action_id: `press-${made}`, text: { type: 'plain_text', text, emoji: false }, value },
    ]
  }
}

/** What a pressed button says, and the label of its form if it opens one. Throws when the value is not of our making. */
export const readButton = (value: string): z.infer<typeof carried> => carried.parse(JSON.parse(value))

const memory = z.object({
  says: z.string(),
  channel: z.string(),
  thread: z.string().exactOptional(),
  responseUrl: z.url().exactOptional(),
  pressed: z.object({ ts: z.string(), private: z.boolean() }).exactOptional(),
})
/** What a form remembers of the press that opened it, so that its answer finds the same way back. */
export type FormMemory = z.infer<typeof memory>

export const FORM = 'form'
const FIELD = 'typed'

/** The one-line form of a button that asks. */
export function formView(title: string, asks: string, remembered: FormMemory): types.ModalView {
  const plainText = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false })
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: JSON.stringify(remembered),
    title: plainText(short(title, LIMITS.formTitle) || '…'),
    submit: plainText('Send'),
    close: plainText('Cancel'),
    blocks: [
      {
        type: 'input',
        block_id: FIELD,
        label: plainText(asks),
        element: { type: 'plain_text_input', action_id: FIELD, focus_on_load: true },
      },
    ],
  }
}

const submitted = z.object({
  private_metadata: z.string(),
  state: z.object({ values: z.object({ [FIELD]: z.object({ [FIELD]: z.object({ value: z.string() }) }) }) }),
})

/** What was typed into a form, and what it remembers. */
export function readForm(view: unknown): FormMemory & { readonly typed: string } {
  const { private_metadata, state } = submitted.parse(view)
  return { ...memory.parse(JSON.parse(private_metadata)), typed: state.values[FIELD][FIELD].value.trim() }
}
