/** Greetings, thanks and exclamations that an utterance opens with. */
export const courtesy =
  /^(?:(?:(?:hi|hey|hello|yo|thanks|thank you|many thanks|thanks a lot|thx|ty|tysm|cheers|ta|merci|danke|gracias|obrigad[oa]|grazie|good (?:morning|afternoon|evening|night|day)|morning)(?: (?:there|all|everyone|folks|guys|team|again|anyhow|anyway|so much|a lot|very much|a bunch|for (?:that|this|sharing|posting|asking|the (?:explanation|info|information|summary|answer|link))))*|(?:great|nice|cool|good|awesome|lovely|excellent) (?:one|find|list|list today|stuff|share|post|picks?)(?=\s*(?:[,.!:;)]|$))|yes|yeah|yep|yup|no problem|no worries|ok|okay|k|kk|sure|please|great|nice|cool|sweet|wow|whoa|woah|ooh|lol|rofl|lmao|haha+|hehe|hm+|huh|aha|interesting|fascinating|awesome|amazing|perfect|excellent|wonderful|lovely|brilliant|exactly|right|i see|got it|makes sense|good (?:point|one|stuff|find|question)|nice (?:one|list|find|list today)|sounds (?:good|great|interesting)|(?:that|this)(?: is|'s|’s) (?:very |really |quite |so )?(?:interesting|great|cool|nice|helpful|excellent|awesome|amazing)(?: indeed)?|will do|done|brb|congrats|neat|indeed|welcome|love it|alright|fair enough|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|:[a-z_+-]+\d?:|[:;]-?[)(dp])(?![\p{L}\d'’-])[\s,.!…:)-]*)+/iu

/** Where courtesies are all that is said: whoever says this greets, and has nothing to be thanked for yet. */
export const greeting =
  /^(?!.*\b(?:thank|thx|ty|cheers)).*\b(?:hi|hello|hey|yo|(?:good )?(?:morning|afternoon|evening))\b/is

/** What follows a greeting and asks for nothing. */
export const howAreYou =
  /^(?:(?:and )?how (?:are|r) (?:you|u)(?: doing)?|how(?:['’]?s| is) it going|what['’]?s up|how do you do)(?: today)?\W*$/i
