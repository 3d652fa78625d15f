/** What a chat would take for markup, a mention or a way out, and a model may not say. */

/** Controls, bidirectional overrides, zero-width and other format characters. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu
/** `[label](address)`: the label stays. */
const LABELLED = /!?\[([^\][]*)\]\([^()]*\)/g
/** `<@U1>`, `<!channel>`, `<#C1|general>`, `<t:1>`, `<https://…|label>`, `<b>`. */
const ANGLED = /<[^<>\s][^<>]*>|<[@#!&]\S*/g
/** `@name` and `@everyone` wherever they stand, and mail addresses; `pass@1` and `hit@k` are measures. */
const NAMED = /[\p{L}\p{N}._%+-]*[@＠](?!(?:\d+|k|n)(?![\p{L}\p{N}]))\S*|(?<![\p{L}\p{N}])[@＠]\S*/giu
/** `#general`; `#2` is a paper. */
const CHANNEL = /(?<![\p{L}\p{N}])[#＃](?!\d+(?!\w))\S*/gu
/** Addresses with a scheme or without. */
const ADDRESS =
  /[a-z\d+.-]*:\/\/\S*|(?<![\p{L}\p{N}])(?:(?:javascript|data|mailto|tel|file):\S+|(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/:?#]\S*)?)/giu
/** What stands after an address and is none of it. */
const AFTER_ADDRESS = /[^\p{L}\p{N}]+$/u

/** What ends a sentence after an address. */
const STOP = /[.,;!?)\]]*$/

/** The addresses in a text, as `cleaned` knows them. */
export function addressesIn(text: string): readonly string[] {
  return (text.match(ADDRESS) ?? []).map(bare)
}

function bare(found: string): string {
  return found.replace(AFTER_ADDRESS, '')
}

/**
 * A model's words as one line that points nowhere: without mentions, markup and unseen characters, and
 * without addresses other than `own`. Perhaps nothing is left.
 */
export function cleaned(words: string, own: ReadonlySet<string>): string {
  const once = words
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(UNSEEN, '')
    .replace(LABELLED, ' $1 ')
    .replace(ANGLED, ' ')
    .replace(ADDRESS, found => (own.has(bare(found)) ? bare(found) : ' ') + STOP.exec(found))
    .replace(NAMED, ' ')
    .replace(CHANNEL, ' ')
    .replace(/ +(?=[.,;:!?](?: |$))/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  // What was left out may have stood between the halves of something else.
  return once === words ? once : cleaned(once, own)
}
