import type { Paper } from '../../papers.ts'
import { sentences } from '../../sentences.ts'
import { type Intent, readIntent, toldBot } from '../intents/intents.ts'
import { mended } from '../mended.ts'
import { plain, says } from '../phrases.ts'
import { reading } from '../reading.ts'
import { courtesy } from './courtesy.ts'
import { readMention } from './mention.ts'
import {
  amongPeople,
  askedOfBot,
  asksInOrder,
  ofResearch,
  onlyPraise,
  opensOrder,
  plainOrder,
  praise,
  remark,
  wondering,
} from './talk-phrases.ts'

const namesBot = /(?:^|\s)@(?:bot|paperboy)\b[,:]?\s*/i
const atSomeone = /(?<![\p{L}\d.@/])@[\p{L}\d]|<@/u
const calling =
  /^(?<caller>\p{Lu}\p{Ll}+)(?:,? (?:can|could|would|will|did|do|have|are|what do) you\b|\s*[,:] )|, (?<called>\p{Lu}\p{Ll}+)\s*[?!.]*$/u
/** Words that stand before a comma like a name does. */
const noName =
  /^(?:So|Also|And|But|Or|Now|Then|Well|Ok|Okay|Yes|No|Nope|Please|However|Actually|Interesting|Just|Finally|Paperboy|Bot|Thanks|Question|Quick|Cool|Nice|Great|Right|Sorry|Hm+|How|What|Why|When|Where|Which|Who|Hi|Hey|Hello|Oh|Ah|Um|Erm|Wow|Huh|Interesting|Fascinating|Wonderful|Excellent|Lovely|Brilliant|Alright|Understood|Unfortunately|Again|Additionally|Furthermore|Moreover|Lastly|First|Firstly|Second|Secondly|Perhaps|Maybe|Sure|Today|Yesterday|Please|Regarding|Hmm+|Wait)$/

/** Which day it is changes what is meant by an utterance, not what kind of thing. */
const ANY_DAY = '2000-01-01'
const asksAfterComma =
  /[,;:–] (?:(?:and|but|so) )?(?:how|what|which|why|who|where|when|can|could|would|does|do|did|is|are|any)\b(?! (?:i|we)\b)/i
const opensQuestion =
  /^(?:(?:and|but|so|ok|also|or|in|on|with|for|by|from|since|to|then|well|until|at) )?(?:one\b.*\bwhat|wh(?:at|ich|o|y|en|ere|ose)|how|is|are|was|were|does|did|has|any|should|wtf|wth|(?:do|have|can|could|would|will)(?= (?:#|(?:it|this|that|they|these|those|there|the|an?|you|u|i|we|he|she|any|anyone|people|someone|authors|one|their|its|models?)\b)))(?![\p{L}\p{N}])/iu
/** Something stands in a sentence that makes it tell of things rather than name them. */
const tells =
  /\S (?:already|just|\p{L}+n['’]t|is|are|was|were|be|been|am|m|looks?|look|seems?|sounds?|feels?|has|have|had|will|would|should|did|does|do|might|must|makes?|reminds?|means?|says?|said|got|went|came|goes|need|needs|threw|works|worked|wins?|won)\b/iu

/**
 * What of an utterance is meant for the bot, without greetings and thanks; undefined when people talk
 * among themselves, and whenever it is unsure. What is addressed to the bot is always meant, though
 * nothing may be left of it. Words of the papers are not taken for names of people.
 */
export function meantForBot(said: string, addressed: boolean, papers: readonly Paper[]): string | undefined {
  const text = said.replace(namesBot, ' ').trim()
  if (addressed || namesBot.test(said)) return text.replace(courtesy, '')
  const { caller, called } = calling.exec(text.replace(courtesy, ''))?.groups ?? {}
  const name = caller ?? called
  const isTerm = (word: string) => papers.some(paper => reading(paper).words.has(word.toLowerCase()))
  if (atSomeone.test(text) || (name !== undefined && !noName.test(name) && !isTerm(name))) return undefined
  if (toSeveral.test(text)) return undefined
  for (const sentence of sentences(text)) {
    const rest = sentence.text.replace(courtesy, '')
    const words = mended(plain(readMention(rest).rest))
    if (words === '') continue
    const asks = isQuestion(rest, words)
    if (says(words, amongPeople) && !says(words, askedOfBot)) {
      if (asks) return undefined
      continue
    }
    const { label } = readIntent(words, ANY_DAY)
    const answerable = asks && (label !== 'question' || isOfPapers(words, text, isTerm))
    if (answerable || isOrdered(label, sentence.text, rest, words)) {
      return text.slice(sentence.end - rest.length)
    }
  }
  return undefined
}

/** What is put to several people is for none but them, whatever else is asked with it. */
const toSeveral =
  /\b(?:you (?:guys|folks|all(?= (?:think|say|make)\b))|y['’]?all|all of you|(?:what does|does) (?:everyone|everybody) think|any (?:thoughts|opinions|takes),? (?:guys|folks|all|everyone|anyone|team))\b/i
/** What is asked for stands last: "the dataset of #2 is which". */
const asksAtEnd =
  /\b(?:is|are|was|were|does|means?|stands? for|out|published|released) (?:what|who|which(?: one)?|when|where|how much|how many)(?: (?:exactly|again|actually|now))?\W*$/i

/** People forget the question mark, and wonder instead of asking. */
function isQuestion(rest: string, words: string): boolean {
  return (
    rest.trimEnd().endsWith('?') ||
    opensQuestion.test(words) ||
    asksAfterComma.test(rest) ||
    asksAtEnd.test(rest) ||
    says(words, wondering)
  )
}

/** How and why are asked of papers; whether, who, when and where may be asked about anything. */
const openEnded =
  /^(?:(?:and|but|so|ok|also|or|then|well) )*(?:how|why|what|which|(?:is|are) there (?:an?|any))\b/i

/** Whether a paper could know what no phrase knows. */
function isOfPapers(words: string, whole: string, isTerm: (word: string) => boolean): boolean {
  return (
    openEnded.test(words) ||
    ofResearch.test(`${words} ${whole}`) ||
    words.split(' ').some(word => word.length > 3 && isTerm(word))
  )
}

/** What tells the bot to do something, or names what is wanted of it. */
function isOrdered(label: Intent['label'], whole: string, rest: string, words: string): boolean {
  if (toldBot(words)) return true
  if (says(plain(whole), onlyPraise)) return false
  if (says(words, asksInOrder) && !says(words, remark)) return true
  if (label === 'explain_simple' && /\b(?:explain|simpl\w+|eli5|easier|pretend)\b/i.test(words)) return true
  if (says(words, plainOrder) && label !== 'question' && label !== 'silent') return true
  if (label === 'question' || label === 'silent' || says(words, remark) || says(plain(whole), praise))
    return false
  return says(words, opensOrder) || label === 'explain_simple' || !tells.test(rest)
}
