import { read, type Wish } from '../commands/read.ts'
import { COMMANDS, commandNamed } from '../commands/table.ts'
import { unknownAnswerReply, verdictReply } from '../present/feedback.ts'
import { helpReply } from '../present/help.ts'
import { lostTalkReply, mayNotReply, mistakeReply } from '../present/mistakes.ts'
import { citeReply } from '../present/one-paper.ts'
import { browse, browseDay } from './browse.ts'
import { settings, status } from './channel.ts'
import { askAnew } from './follow-up.ts'
import { forget } from './forget.ts'
import type { Asking, Decision } from './house.ts'
import { namePaper, withPaper } from './name-paper.ts'
import { saved, saveNamed, unsave } from './saving.ts'
import { searchFor, showPaper, similarTo } from './search-papers.ts'
import { pause, postNow, preview, resume, subscribe, subscriptions, unsubscribe } from './subscribing.ts'
import { trends } from './trends.ts'

/**
 * What to do about a wish: one line a wish, each carried out in the room that knows how. Undefined when
 * nothing is to be said.
 */
export async function decide(asking: Asking, wish: Wish): Promise<Decision | undefined> {
  const { house, adapter, bound, request } = asking
  if (commandNamed(wish.do)?.manages && !request.mayManage)
    return { reply: mayNotReply(wish.do, adapter.managers) }
  switch (wish.do) {
    case 'search':
      return searchFor(asking, wish)
    case 'today':
    case 'week':
    case 'month':
    case 'trending':
      return browse(asking, wish.do, wish.page)
    case 'trends':
      return trends(asking, wish.span)
    case 'day':
      return browseDay(asking, wish.said, wish.page)
    case 'show':
      return withPaper(await namePaper(asking, wish.paper, 'show'), paper => showPaper(asking, paper))
    case 'similar':
      return withPaper(await namePaper(asking, wish.paper, 'similar'), paper => similarTo(asking, paper))
    case 'cite':
      return withPaper(await namePaper(asking, wish.paper, 'cite'), paper => ({
        reply: citeReply(house.site, paper),
      }))
    case 'save':
      return saveNamed(asking, wish.paper)
    case 'unsave':
      return withPaper(await namePaper(asking, wish.paper, 'unsave'), paper => unsave(asking, paper))
    case 'saved':
      return saved(asking)
    case 'ask': {
      const heard = await askAnew(asking, wish.question, wish.in)
      return 'wish' in heard ? decide(asking, heard.wish) : heard.decision
    }
    case 'again': {
      const says = await house.store.talks.words(bound, wish.key)
      return says === undefined ? { reply: lostTalkReply() } : decide(asking, read(says, house.index.knows))
    }
    case 'judge': {
      const known = await house.store.feedback.judge(bound, wish.key, wish.verdict)
      return { reply: known ? verdictReply(wish.verdict) : unknownAnswerReply() }
    }
    case 'forget':
      return forget(asking)
    case 'subscribe':
      return subscribe(asking, wish.asked)
    case 'subscriptions':
      return subscriptions(asking)
    case 'preview':
      return preview(asking, wish.every)
    case 'post_now':
      return postNow(asking, wish.every, wish.counts)
    case 'pause':
      return pause(asking, wish.every)
    case 'resume':
      return resume(asking, wish.every)
    case 'unsubscribe':
      return unsubscribe(asking, wish.every)
    case 'settings':
      return settings(asking, wish)
    case 'status':
      return status(asking)
    case 'help':
      return { reply: helpReply(COMMANDS, asking.hint) }
    case 'mistake':
      return { reply: mistakeReply(wish.mistake) }
    default:
      return wish satisfies never
  }
}
