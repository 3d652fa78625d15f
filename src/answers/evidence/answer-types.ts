/** A kind of question, and what a sentence shows that answers it. */
export interface AnswerType {
  readonly asks: RegExp
  readonly shows: RegExp
  /** Added to the score of such a sentence, where 1 stands for having every word of the question. */
  readonly worth: number
}

/** Worth, question, answer. In the prototype they lift the first sentence right from .674 to .767. */
export const answerTypes: readonly AnswerType[] = String.raw`
  0.3  => how (?:many|much|long|large|big|few) => \d
  0.35 => how (?:big|large)|size|parameters => \d\s?[BMK]\b|\bparameters\b
  0.3  => how (?:fast|good|well|accurate)|scores?|accuracy|recall|speed\w*|gains?|success rate|f1|improv\w+ => \d\.\d|\d\s?(?:\\?%|×|x\b|times|points?|dB|FPS|ms)
  0.3  => how (?:many|much) .*(?:faster|speed\w*)|how (?:much )?fast(?:er)? => \b(?:speed-?up|faster|accelerat\w+|FPS|latency|times)\b
  0.3  => best|highest|top|strongest|max\w* => \b(?:[Bb]est|highest|strongest|top|up to)\b|\bonly \d
  0.25 => (?:which|what) (?:\w+ )?(?:data|data ?sets?|benchmarks?|models?|tasks?|domains?|baselines?)|(?:trained|tested|evaluated|evaluate) on => \b(?:[Aa]cross|[Oo]n [A-Z]\S+|including|benchmarks?|datasets?|trained on|samples from|domains:|tasks,)
  0.1  => what(?:'s| is| are|s)|define|who is|mean by|stand for => \b(?:introduce|present|propose|is an?|are|called|termed|refer\w*|a novel|core is)\b|\([A-Z]{2,}
  0.25 => why|how come => \b(?:because|due to|since|stems? from|as (?:\w+ ){1,4}may|leading to|caused? by|avoids?|limited|insufficient|alone|fail\w*)\b
  0.3  => problems?|wrong|weakness\w*|limitations?|drawbacks?|issues?|challenges?|fails?|struggles?|gap|motivat\w+|shortcomings? => \b(?:[Hh]owever|but|[Yy]et|suffer\w*|fails?|failure|lacks?|limit\w*|constrain\w*|challenge\w*|overlook\w*|struggle\w*|remains?|artifacts?|prohibitive)\b
  0.12 => how (?:do|does|did|is|are|was|were)|method|architecture|approach|stages?|parts?|compon\w+ => \b(?:[Bb]y \w+ing|uses?|[Uu]sing|[Tt]hrough|via|adopts?|consist\w*|constructs?|formulat\w+|generat\w+|combin\w+|integrat\w+|[Ww]e (?:develop|design|introduce|propose))\b
  0.25 => results?|beats?|outperform\w*|compare[sd]?|better|best|perform\w*|good|state.of.the.art|sota => \b(?:outperform\w*|achiev\w+|surpass\w*|state[- ]of[- ]the[- ]art|S[Oo]TA|improv\w+|reach\w*|far below|[Rr]esults?)\b
  0.6  => code|github|repo\w*|project page|website|demo|available => https?:|\b(?:[Cc]ode|[Rr]epository|[Pp]roject page)\b.*\b(?:available|released?|at)\b
  0.25 => novel\w*|new|contribution|propose|introduce => \b[Ww]e (?:\w+ )?(?:propose|present|introduce|develop)\b
`
  .trim()
  .split('\n')
  .map(line => {
    const [worth, asks, shows = ''] = line.trim().split(/\s+=>\s+/)
    return { worth: Number(worth), asks: new RegExp(`\\b(?:${asks})\\b`, 'i'), shows: new RegExp(shows) }
  })
