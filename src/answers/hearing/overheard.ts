import type { Paper } from '../../papers.ts'
import { sentences } from '../../sentences.ts'
import { phrases, plain, says } from '../phrases.ts'
import { reading } from '../reading.ts'
import { readMention } from './mention.ts'

const courtesy =
  /^(?:(?:(?:hi|hey|hello|yo|thanks|thank you|thx|ty|cheers|good (?:morning|evening|night))(?: (?:there|all|everyone|folks|guys|again|so much|a lot|very much))*|yes|yeah|yep|no problem|ok|okay|k|sure|please|great|nice|cool|wow|whoa|lol|haha+|hm+|interesting|awesome|amazing|perfect|exactly|right|good (?:point|one|stuff|find)|sounds good|will do|done|brb|congrats|neat|indeed|welcome|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|:[a-z_+-]+\d?:)(?![\p{L}\d'’-])[\s,.!…:)-]*)+/iu

const namesBot = /(?:^|\s)@(?:bot|paperboy)\b[,:]?\s*/i
const atSomeone = /(?<![\p{L}\d.@/])@[\p{L}\d]|<@/u
const calling =
  /^(?<caller>\p{Lu}\p{Ll}+)(?:,? (?:can|could|would|will|did|do|have|are|what do) you\b|\s*[,:] )|, (?<called>\p{Lu}\p{Ll}+)\s*[?!.]*$/u
/** Words that stand before a comma like a name does. */
const noName =
  /^(?:So|Also|And|But|Or|Now|Then|Well|Ok|Okay|Yes|No|Please|However|Actually|Interesting|Just|Finally|Paperboy|Bot|Thanks|Question|Quick|Cool|Nice|Great|Right|Sorry|Hm+|How|What|Why|When|Where|Which|Who)$/

/** Questions that people ask each other. */
const amongPeople = phrases(`
  … we|our|ours|my|mine|your|yours|anybody|anyone|everybody|everyone|somebody|someone
  … lunch|dinner|coffee|beer|meeting|standup|slides|deadline|pr|vacation
  … for|with|to|of|on|than us
  … you (guys|all) look|see|think|have|get|send|review|read|check|know|want|coming|going|up|free|mean|try|tried|run|ever|merge|join|come|finish|remember
  who is|are presenting|coming|going|in|up|free|around|there|joining
  how are|is you|everyone|life .|doing|all|today
  how is it|everything going
  is|are it|this|that|they ok|okay|fine|done|true|you|me .
  really|seriously|what|why|right|huh|and|who|when|where|how .
`)
/** What only looks as if it were asked of people. */
const askedOfBot = phrases(`
  … anyone|people|somebody comment*
  can|could|may we see|get|have
  do you have a|an|the|any|more (more) detail*|information|link|links|pdf|url|code|repo|abstract
  … give|tell|show|explain (it|this|that) (to) us
  search|find|show|summar*|compare|explain|list my|our
`)
/** What is said to the bot and asks nothing: what it shall do, that its answer was wrong, that it be quiet. */
const toldBot = phrases(`
  (now|then|and|so|also|ok) summar*|sumary|tldr|eli5|explain|describe|define|compare|search|find|sort|order|rank|filter|hide|exclude|cite|paste|help|commands
  … wrong|other paper|one
  no|nope|not # .
  no i mean|meant
  … i meant
  not that|this|the_right one|paper .
  that is wrong|incorrect|not_right|false
  stop|quiet|shut_up|be_quiet .
  … simpler|easier please
`)
/** Remarks, also where they begin like an order. */
const remark = phrases(`
  … i think|guess|bet|feel|agree|doubt|love|like|hate|wonder|was|am|will|would|have|had|read|saw|tried|use|used|know|believe|suppose|hope|buy|m|ll|d|ve
  … i do not|never|also|really|just|still|once think|buy|like|agree|believe|know|see|trust|use
  … imo|imho|tbh|fyi|afaik|iirc|btw|brb|lgtm|wfh|ooo
  … we should|could|can|need|have|use|used|tried|will|are|might|did
  agree|agreed|same|me|my|our|your|his|her|he|she|we|maybe|probably|not|merged|pushed|fixed|see_you
`)
const order = phrases(`
  show|list|give|tell|print|save|bookmark|keep|remove|drop|look_up|look_for
  only|just|those|ones|the_ones the|those|ones|papers|show|with|without|from|since|by|about|#
  (a|an|the|any|some|short|brief|quick|main|full|one) summar*|sumary|gist|overview|abstract*|author*|date|code|repo|github|arxiv|pdf|link*|upvotes|stars|comments|bibtex|citation .|of|for|on|to|please
  (the|any|main) limitation*|drawback*|weakness*|contribution*|result*|method*|approach|architecture|motivation|novelty|dataset*|benchmarks|difference*|takeaways .|of|for|on|in|from|between|behind|please
  similar|related|papers #|paper*|work|ones|to_#|to_this|on|about|like
  (1|2|3|4|5|6|7|8|9|10|ten|some|any|anything) more|other|others|mroe|next .|results|papers|please|like_#|like_this|like_it|about|page
  project|paper|home page|link|pdf
  most|newest|oldest popular|upvoted|recent|first
  (and|but|so|what_about|how_about) # .
  # and|or|vs|versus #
  … please .
  put # on|first
`)

const opensQuestion =
  /^(?:(?:and|but|so|ok|also|or|in|on|with|for) )?(?:one\b.*\bwhat|wh(?:at|ich|o|y|en|ere|ose)|wich|how|is|are|was|were|does|do|did|has|have|can|could|would|will|any)\b/i

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
  for (const sentence of sentences(text)) {
    const rest = sentence.text.replace(courtesy, '')
    const words = plain(readMention(rest).rest)
    const from = text.slice(sentence.end - rest.length)
    if (words === '') continue
    if (says(words, amongPeople) && !says(words, askedOfBot)) return undefined
    const asks = rest.endsWith('?') || opensQuestion.test(words) || says(words, toldBot)
    if (asks || (says(words, order) && !says(words, remark))) return from
  }
  return undefined
}
