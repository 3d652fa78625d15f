import type { Paper } from '../../papers.ts'

/** What falls short follows its subject after a few words. */
const short = String.raw`(?:(?!that |which |who )\S+ ){0,4}?(?:(?:is|are|remains?|was|were) (?:still |currently |mainly |inherently )?(?:limited (?:to|in|by)|restricted to|confined to|unable|slower|worse|not (?:yet|able|designed|suitable|applicable|perfect|guaranteed))|(?:do|does)(?: not|n't) (?:yet )?(?!\w*(?:requir|need|rely|depend|assum|us|involv|introduc|incur|add|alter|chang|modif|affect|compromis|sacrific|degrad|hurt|only|mean|necessarily|just|merely|matter)\w*\b)|cannot\b|can not\b|(?:still |sometimes |often |occasionally )?(?:fails?|struggles?|falls? short|lags? behind|underperforms?)\b|still (?:requires?|needs?|lags?|has)\b|hurts?\b|degrades?\b|loses?\b|considers? only|covers? only|only (?:covers?|considers?|supports?|works?|applies|handles?)\b|validates? [^.]*, not\b)`
/** What is named to be overcome is no limit any more, and what is not limited, none. */
const overcome =
  /\b(?:overc[ao]m\w+|address\w*|tackl\w+|mitigat\w+|alleviat\w+|remed\w+|solv\w+|bridg\w+|resolv\w+|eliminat\w+|avoid\w*|not (?:only|limited)|un?like)\b/i
const others =
  /\b(?:existing|previous|prior|current|traditional|conventional|most|many|other|recent|earlier|state-of-the-art|baselines?|competing|standard|today['’]s) (?:\S+ ){0,3}?(?:methods?|models?|approach\w*|works?|systems?|techniques?|benchmarks?|datasets?|agents?|metrics?|evaluations?|studies|research|frameworks?|generators?|[A-Z]*LLMs|VLMs)\b/i
const own = String.raw`\b(?:we|ours|our (?!results|evaluations?|analys[ie]s|experiments|findings|stud(?:y|ies)|benchmark)(?:\S+ )?\S+|(?:this|the) (?:proposed |presented |resulting |new |current |present )?(?:paper|work|study|report|method|approach|framework|system|benchmark|dataset|technique|architecture|combination))|^it\b|\b(?:but|though|however,?) it\b`
const confessed =
  /\b(?:limitations?|caveats?|drawbacks?|weakness\w*|shortcomings?) of (?:our|the (?:proposed|present))|\b(?:our|its|one|main|key|a|current) (?:main |key |current )?(?:limitations?|caveats?|drawbacks?|weakness\w*) (?:is|are|lies?|include|remain)|\bat the (?:cost|expense) of\b|\bwe (?:also )?(?:discuss|acknowledge|note|report|highlight) (?:\S+ ){0,3}limitations\b/i
const proposes =
  /\b(?:we|our|this (?:paper|work|report|study|survey|article))\b.*\b(?:propos|introduc|present|develop|investigat|stud|explor|show|report|releas|describ|analy[sz]|evaluat|build|survey)\w*/i

/** The places of the sentences that tell what a paper's own matter cannot do or costs; of what others lack, none. */
export function ownLimits({ title }: Paper, sentences: readonly string[]): ReadonlySet<number> {
  const names = title.split(':', 1)[0]?.match(/\p{Lu}[\p{L}\d-]*[\p{Lu}\d][\p{L}\d-]*/gu) ?? []
  const first = sentences.findIndex(text => proposes.test(text))
  const told = new RegExp(`(?:${[own, ...names.map(name => RegExp.escape(name))].join('|')}) ${short}`, 'i')
  const tells = (text: string) =>
    (told.test(text) || confessed.test(text)) && !overcome.test(text) && !others.test(text)
  return new Set(sentences.keys().filter(at => first >= 0 && at >= first && tells(sentences[at] ?? '')))
}

const asked =
  /\b(?:limit(?:s|ations?)|drawbacks?|weak(?:ness(?:es)?|\s?points?)|shortcomings?|downsides?|caveats?|flaws?|pitfalls?|disadvantages?|cons|failure (?:cases|modes)|(?:does|do) (?:it|they|#|the \w+) (?:fail|break|struggle|fall short))\b/i
const ofOthers =
  /\b(?:existing|previous|prior|current|traditional|conventional|other|recent|earlier|older|related|past|state-of-the-art|baselines?|they (?:address|overcome|solve|tackle))\b/i

/** Whether a question, with `#` for the papers it names, asks what a paper's own matter lacks. */
export function asksOwnLimits(rest: string): boolean {
  return asked.test(rest) && !ofOthers.test(rest)
}
