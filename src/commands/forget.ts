const OPENING = String.raw`(?:@?(?:paperboy|bot)\b[\s,:.]*|(?:please|pls|now|ok|okay|and|so|hey|hi|just|can you|could you|would you|will you)[\s,]+)*`
const TALK = '(?:thread|conversation|talk|chat|discussion)'
const CLOSING = String.raw`(?:[\s,]+(?:please|pls|now|thanks|thank you|again|@?paperboy|bot))*[\s.!?]*`

const said = (what: string): RegExp => new RegExp(`^[\\s>]*${OPENING}${what}${CLOSING}$`, 'i')

const OF_THE_THREAD = said(
  String.raw`(?:forget|delete|clear|erase)\s+(?:about\s+)?(?:(?:everything|all|what was said)\s+(?:in|about|of)\s+)?(?:this|the|our)\s+(?:whole\s+|entire\s+)?${TALK}`,
)
/** Not “forget it”, which is idle talk among people, and to the bot means the question. */
const OF_IT_ALL = said(
  String.raw`forget(?:\s+(?:this|us|everything|all(?:\s+of)?\s+this|what\s+(?:we|i)\s+(?:said|asked|talked\s+about)|everything\s+(?:we|i)\s+(?:said|asked)))?(?:\s+here)?`,
)

/** Whether somebody wants the thread forgotten. Who means something else by it loses less than who is not heard. */
export const asksToForget = (text: string): boolean =>
  OF_THE_THREAD.test(text.trim()) || OF_IT_ALL.test(text.trim())
