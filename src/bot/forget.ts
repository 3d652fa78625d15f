import { forgottenReply, noThreadReply, nothingToForgetReply } from '../present/forgetting.ts'
import type { Asking, Decision } from './house.ts'

/** Forgets the thread where it is said; anybody in it may say so. */
export async function forget({ house, bound, request, talk }: Asking): Promise<Decision> {
  if (request.place === undefined) return { reply: noThreadReply() }
  const forgotten = await house.store.forgetThread(bound, request.place)
  return { reply: forgotten && talk ? forgottenReply(talk.papers.length, forgotten) : nothingToForgetReply() }
}
