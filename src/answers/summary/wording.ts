/** What of the wording of a sentence bears on whether it says what a paper does; the order is that of the table. */
export const WORDINGS: readonly RegExp[] = [
  // What the paper presents.
  /\b(?:we|this (?:paper|work|study|report|article|survey)|our (?:paper|work))\b.{0,80}?\b(?:propose|present|introduce|develop|study|investigate|describe|explore|show|argue|formalize|unveil|release|address|survey|review|revisit|examine|contribute|build|design|ask)\w*\b|\b(?:is|are) (?:proposed|presented|introduced)\b/i,
  /^(?:(?:here|in this \w+|to [^,]{1,120}|thus|therefore|hence|motivated by[^,]{1,80}), )?(?:we|this (?:paper|work|report|study))\b/i,
  /\b(?:propose|present|introduce|develop)\w*\b/i,
  /\b(?:called|named|dubbed|termed)\b|\([A-Z][\w-]*\)/,
  /\b(?:novel|new|first|simple)\b/i,
  /\b(?:method|approach|framework|algorithm|model|architecture|technique)\b/i,
  // Who speaks, and of what.
  /\bwe\b/i,
  /\bour\b/i,
  /\bthis (?:paper|work|study|article)\b/i,
  /^in this (?:paper|work|study|article)/i,
  /^(?:it|they|these|this|such|our|the)\b/i,
  // How it goes on from what was said before.
  /^(?:however|but|although|while|despite|yet)\b/i,
  /\b(?:also|further|additionally|moreover|furthermore)\b/i,
  // Results, and what they are of.
  /^(?:experiment|extensive|result|our (?:experiment|result|evaluation)|across|on )|\b(?:outperform|state-of-the-art)\w*/i,
  /\b(?:show|demonstrate|find|prove|observe)\b/i,
  /\b(?:experiment|evaluat|empirical|dataset|benchmark)\w*/i,
  /\d/,
  /\d ?%/,
  // What others did, or could not do.
  /\b(?:has|have) (?:been|shown|become)\b/i,
  /\b(?:not|lack|fail|limited|difficult|challeng\w+|problem)\b/i,
  /\b(?:can|could|may)\b/i,
  // Details.
  /e\.g\.|such as|for example|for instance/i,
  /\bby \w+ing\b/i,
  /\b(?:using|based on|via)\b/i,
  /https?:|\b(?:code|project page|publicly available)\b/i,
  /\?/,
]
