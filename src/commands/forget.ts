const OPENING = String.raw`(?:(?:please|now|ok|okay|and|can you|could you|would you)[\s,]+)*`
const TALK = '(?:thread|conversation|talk|chat|discussion)'
const CLOSING = String.raw`(?:[\s,]+(?:please|now|thanks|thank you|again))*[\s.!?]*`

const said = (what: string): RegExp => new RegExp(`^${OPENING}${what}${CLOSING}$`, 'i')

/** Nobody says so to a person of anything but the thread. */
const OF_THE_THREAD = said(
  String.raw`(?:forget|delete|clear|erase)\s+(?:about\s+)?(?:(?:everything|all|what was said)\s+(?:in|about|of)\s+)?(?:this|the|our)\s+(?:whole\s+|entire\s+)?${TALK}`,
)
/** So only to the bot: to people “forget it” is idle talk, and to the bot it means the question. */
const OF_IT_ALL = said(
  String.raw`forget(?:\s+(?:this|us|everything|all(?:\s+of)?\s+this|what\s+(?:we|i)\s+(?:said|asked|talked\s+about)|everything\s+(?:we|i)\s+(?:said|asked)))?(?:\s+here)?`,
)

/** Whether somebody wants the thread forgotten; `addressed` tells that it was said to the bot. */
export const asksToForget = (text: string, addressed = true): boolean =>
  OF_THE_THREAD.test(text.trim()) || (addressed && OF_IT_ALL.test(text.trim()))
