import {
  type APIButtonComponentWithCustomId,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType,
  TextInputStyle,
} from 'discord.js'
import { type Button, clip } from '../../src/chat.ts'
import { LIMITS } from './limits.ts'
import { plain } from './markdown.ts'

/** Parts what a button says from what else its custom id carries; no command contains it. */
const PART = '␟'

/**
 * Buttons whose component id is this or more open a form. A longest `says` fills the custom id, so the fact
 * that a button asks stands in the id that Discord keeps for us beside it; the label of the form follows
 * `says` as far as there is room. Both are in the message itself, so they survive a restart.
 */
const FIRST_ASKING_ID = 1_000

/** Makes the buttons of one message: a custom id may occur only once in it. */
export function buttonMaker(): (button: Button) => APIButtonComponentWithCustomId | undefined {
  const taken = new Set<string>()
  return ({ label, says, asks }) => {
    const room = LIMITS.customId - says.length - PART.length
    const form = asks !== undefined && room > 0 ? `${PART}${clip(asks, room)}` : ''
    const copy = `${PART}${PART}${taken.size}`
    const customId = [`${says}${form}`, `${says}${copy}`].find(
      id => id !== '' && id.length <= LIMITS.customId && !taken.has(id),
    )
    if (customId === undefined) return undefined
    taken.add(customId)
    return {
      type: ComponentType.Button,
      style: asks === undefined ? ButtonStyle.Secondary : ButtonStyle.Primary,
      label: clip(plain(label).trim(), LIMITS.buttonLabel) || '…',
      custom_id: customId,
      ...(asks !== undefined && { id: FIRST_ASKING_ID + taken.size }),
    }
  }
}

/** What a pressed button says, and the label of its form if it opens one. */
export function pressedButton(button: { customId: string; id: number; label: string }): {
  says: string
  asks?: string
} {
  const [says = '', asks = ''] = button.customId.split(PART)
  return button.id < FIRST_ASKING_ID ? { says } : { says, asks: asks || button.label }
}

export const TYPED = 'typed'

/** The one-line form of a button that asks; its custom id is what the button says. */
export function formFor(says: string, asks: string, title: string): APIModalInteractionResponseCallbackData {
  return {
    custom_id: says,
    title: clip(title, LIMITS.formTitle) || '…',
    components: [
      {
        type: ComponentType.Label,
        label: clip(asks, LIMITS.formLabel) || '…',
        component: {
          type: ComponentType.TextInput,
          custom_id: TYPED,
          style: TextInputStyle.Short,
          required: true,
        },
      },
    ],
  }
}
