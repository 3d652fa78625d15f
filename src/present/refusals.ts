import type { Refusal } from '../chat.ts'

const REFUSALS: Readonly<Record<Refusal, string>> = {
  unknown: 'I cannot find this channel. Invite Paperboy to it and try again.',
  archived: 'this channel is archived. Unarchive it and try again.',
  not_in_channel: 'I am not a member of this channel. Invite Paperboy to it and try again.',
  forbidden:
    'I may not post here. Allow Paperboy to see this channel and to send messages and thread messages in it, then try again.',
  malformed:
    'the platform does not take a post that is made like this one. That is a mistake of Paperboy’s: tell whoever runs it, whose log says more.',
  signed_out: 'the platform no longer accepts Paperboy’s token. Whoever runs Paperboy has to renew it.',
}

const isRefusal = (why: string): why is Refusal => why in REFUSALS

/** Why a platform would not take a post, with the remedy. */
export const refusalWords = (why: string): string => (isRefusal(why) ? REFUSALS[why] : why)
