import type { Block, Button, Prose, Reply } from '../chat.ts'
import { FOLLOWUPS, type Followups, LINKS, type Links } from '../store/channel-settings.ts'

/** How a channel is set, and why what people say among themselves cannot be heard there, if it cannot. */
export interface ChannelFacts {
  readonly followups: Followups
  readonly links: Links
  readonly unheard: string | undefined
}

const FOLLOWUPS_MEAN: Readonly<Record<Followups, string>> = {
  auto: 'in its threads Paperboy answers questions about papers, mentioned or not.',
  mention: 'in its threads Paperboy answers only when mentioned.',
  off: 'Paperboy answers only commands, buttons and mentions.',
}

const LINKS_MEAN: Readonly<Record<Links, string>> = {
  on: 'a link to a paper gets a card in its thread, once.',
  off: 'links to papers get no card.',
}

export const followupsWords = (followups: Followups): string => FOLLOWUPS_MEAN[followups]

/** What becomes of links; where cards are wanted and cannot come, why. */
export const linksWords = ({ links, unheard }: Omit<ChannelFacts, 'followups'>): string =>
  links === 'on' && unheard !== undefined ? `${LINKS_MEAN.on} But ${unheard}` : LINKS_MEAN[links]

/** How the channel is set, and what was `changed` just now. */
export function settingsReply(
  facts: ChannelFacts,
  changed: { readonly followups: boolean; readonly links: boolean },
): Reply {
  const { followups, links } = facts
  const line = (isNew: boolean, words: string, said: string): Block => {
    const prose: Prose = [isNew ? 'From now on, ' : 'Here, ', words, ' (', { code: said }, ')']
    return { kind: 'text', prose }
  }
  const other = (name: string, values: readonly string[], value: string): readonly Button[] =>
    values
      .filter(one => one !== value)
      .map(one => ({ label: `${name}: ${one}`, says: `/settings ${name}:${one}` }))
  return {
    summary: 'Settings of this channel',
    blocks: [
      line(changed.followups, followupsWords(followups), `followups:${followups}`),
      line(changed.links, linksWords(facts), `links:${links}`),
      {
        kind: 'buttons',
        buttons: [...other('followups', FOLLOWUPS, followups), ...other('links', LINKS, links)],
      },
    ],
    audience: 'asker',
  }
}
