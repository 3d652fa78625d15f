import type { Paper } from '../../papers.ts'
import { reading } from '../reading.ts'

/** A model by its family, or by a number in its name where that is no benchmark, hardware or count. */
const model = String.raw`gpt|llama|qwen|gemini|claude|mi[sx]tral|bert|t5|vit\b|resnet|clip\b|wan\s?2|sd3|sdxl|deepseek|phi-|gemma|internvl|llava|opt\b|stable diffusion|o[1-4]\b|o[1-4]-|whisper|flux|dino|sam\b|vicuna|grok(?!k)|contriever|bm25|colbert|swin|siglip|hunyuan|cogvideo|chameleon|mamba|olmo|pythia|(?!\S*(?:bench|net|set|eval|data|coco|voc|aime|math|qa|top|stage|step|level|gsm|pass@))(?![ahv]\d00)(?!\S*-v\d)\p{L}[\p{L}-]*-?\d\S*`
const language =
  '(?:english|chinese|mandarin|german|french|spanish|arabic|hindi|japanese|korean|portuguese|russian|italian|turkish|vietnamese|indonesian|thai|bengali|swahili|polish|dutch|greek|hebrew|persian|urdu|tamil|latin|sanskrit|ukrainian|czech|danish|swedish|norwegian|finnish|icelandic|catalan|basque)'

/**
 * What people ask and abstracts seldom tell: its name after "gives no", the question, and what an abstract
 * that tells it shows. Where it shows none, nothing is stated, however many other words the two share.
 */
const MODEL_NAME = 'model name'
const seldomTold = String.raw`
  licence => licen[cs]e\w*|commercial(?:ly)? use => licen[cs]e|apache|mit license|cc-by|open[- ]source
  price => price|pricing|costs?|expensive|how much .*(?:cost|pay)|dollars? => cost|price|\$\d|dollars?|usd|cheap|budget
  number of GPUs => (?:how many|number of) (?:\w+ )?(?:[gt]pus?|accelerators?)|gpu hours => \d[\d,]* (?:\S+ ){0,3}[gt]pus?\b|(?:single|one|two|four|eight|sixteen|couple of) (?:\S+ ){0,3}[gt]pus?\b|\d+\s?[x×]\s?(?:[ahvb]\d00|rtx)|\d\S* [gt]pu[ -](?:hours|days)|[gt]pu[ -](?:hours|days)
  hardware details => (?:what|which) (?:\w+ )?(?:[gt]pus?|accelerators?)|hardware|hw|nvidia|hopper|[ahvb][12]00|what .*trained with => [ahvbl]\d00\b|l40s?|gh?200|[rg]tx|blackwell|hopper|tpus?|nvidia|4090|3090|jetson|apple m\d|mi\d00|npus?|cpus?|consumer|\d+\s?gb\b|i?phones?|cameras?|apple|laptop|android|raspberry
  memory need => vram|(?:gpu|how much) memory|memory (?:footprint|usage|need\w*) => vram|memory (?:footprint|usage|cost|overhead|by)|gb\b
  learning rate => learning rate|lr => (?:and|with|of|at|high|higher|low|small|large|initial) learning rate|learning rate (?:of|is)|lr\b
  optimizer => optimi[sz]er => optimi[sz]er|adamw?|sgd|muon
  batch size => batch size => batch sizes? (?:of|is|from|up)|\d\S* batch
training time => how (?:long|many (?:hours|days|weeks)(?! of)) .*(?:train\w*|fine-?tun\w*)|(?:train\w*|fine-?tun\w*) time => (?:\d[\d.,]*|two|three|four|five|six|several|few|single|half|one|an?)[\s-](?:\S+ )?(?:h|hrs?|hours?|days?|weeks?|months?|min\w*|[gt]pu[ -](?:hours|days))\b
model size => how (?:big|large) (?:is|are|was|were) (?:the|their|its)? ?(?:\w+ )?(?:models?|networks?|backbones?|encoders?|polic(?:y|ies))|how many (?:trainable )?param\w*|param\w* count|number of param\w*|model size => \d[\d.]*\s?[bmk]\b|\d\S* (?:\S+ ){0,2}param\w*|\d\S* [bm]illion
${MODEL_NAME} => (?:which|what|what is the|whats the|what's the) (?:(?!(?:do|does|did|is|are|was|were|the|makes?|about)\b)\S+ ){0,2}(?:llms?|vlms?|mllms?|backbones?|encoders?|apis?|(?:base|language|teacher|student|foundation|pretrained|pre-trained|underlying|video|diffusion|vision|image|embedding|reward|generative|generation|speech|audio|reasoning|draft) (?:models?|networks?)|(?:image |video |text )?(?:generator|retriever|reranker|embedder)(?= (?:do|does|did|is|was)\b))(?!-)|(?:which|what) (?:models?|agents?) (?:was|were|is|are|did they|do they|does it) (?:\w+ )?(?:us|test|train|fine-?tun|evaluat|align|eras|compar|built|based)\w* => MODEL
embedding size => (?:embedding|hidden|latent|feature) (?:dim\w*|size)|dimensionality|attention heads => dimension\w*|\d+-?d\b|heads
frame rate => frame[ -]?rate|frames per second => fps|frames? per|frame[ -]?rate|\d\s?hz\b
annotator agreement => inter-?annotator|annotator agreement|kappa => agreement|kappa|consisten\w+
  hyperparameters => hyper-?parameters?|temperature|dropout|weight decay|epochs? => hyper-?parameters?|temperature|dropout|weight decay|epochs?
  resolution => resolution|pixels? => resolution|\d{3,4}p\b|\d{3,4}\s?[x×]\s?\d{3,4}|pixels?
  human evaluation => user stud\w+|human (?:eval\w*|stud\w+|raters?|judges?) => user stud\w+|human (?:eval\w*|stud\w+|preference|raters?|judg\w+)
  number of participants => how many (?:subjects|participants|people|volunteers|annotators) => \d+ (?:subjects|participants|people|volunteers|annotators|experts)|n\s?=\s?\d
  tokenizer => tokeni[sz]er|vocabulary size => tokeni[sz]er|vocabular\w+
  leaderboard => leader ?board => leader ?board
  source of funding => fund(?:ed|ing|s)?|sponsor\w*|paid for|grants? => fund(?:ed|ing)|sponsor\w*|grants?
  venue or award => venue|conference|journal|accepted|peer.review\w*|award|neurips|icml|iclr|cvpr|iccv|eccv|acl|emnlp => accepted|neurips|icml|iclr|cvpr|iccv|eccv|acl\b|emnlp|award|journal|conference
  list of languages => (?:which|what) (?:(?!programming)\w+ )?languages => LANGUAGE\b.*\bLANGUAGE|multilingual
  languages => (?:which|what) (?:(?!programming)\w+ )?language(?! models?) => LANGUAGE|multilingual
  languages => how many languages|multilingual|low.resource|(?:in|support|speak) (?:german|french|spanish|chinese|arabic|hindi|japanese) => languages\b(?! models?)|multilingual|LANGUAGE|bilingual|low[- ]resource
  word on who did that => who (?:annotat|label|judg|rat|review|verif|check|collect|evaluat|score|writ|wrote)\w* => experts?|annotators?|humans?|people|students?|physicians?|doctors?|clinicians?|crowd\w*|workers?|volunteers?|participants|professionals?|artists?|teams?|raters?|authors?|researchers?|specialists?|players?|users?
  length => how long (?:are|is|were|was) (?:the|their|its)? ?(?:\w+ )?(?:videos?|clips?|documents?|texts?|sequences?|contexts?|prompts?|conversations?|recordings?|audios?|trajector\w+|episodes?|songs?|films?|movies?|answers?|responses?|outputs?) => \d\S*[\s-](?:s|secs?|seconds?|minutes?|mins?|hours?|frames?|tokens?|words?|steps?|turns?|pages?|characters?)\b|(?:hour|minute|second)s?[- ]long|(?:unlimited|infinite|arbitrary)[- ]length|any length
  dataset => (?:which|what) (?:\w+ ){0,2}(?:data ?sets?|benchmarks?|corpus|corpora) (?:do|does|did|was|were|are|is it|has|have) => data ?sets?|benchmarks?|corpus|corpora|suite|(?:train|evaluat|test|validat|experiment)\w* (?:\w+ )?(?:on|with|using|across)|generali[sz]\w* (?:well )?to
  context length => context (?:length|window|size)|max\w* (?:length|tokens) => context (?:length|window)|\d+k (?:tokens|context)|long[- ]context|tokens
  number of layers => how many layers|number of layers|how deep => \d+[- ]layers?
  speed-up => how (?:much|many times) (?:faster|quicker)|how much .* speed up|speed-?ups? => speed-?ups?|speeds? up|speed\b.*\d|faster|accelerat\w+|fps|latency|throughput|[\d.]+\\?\s?(?:[x×]|times)(?! the)
  running time => latency|inference time|how long does|seconds|how long .*(?:take|run)|time to => latency|seconds?|minutes?|\d+\s?ms|hours?|days?|weeks?|fps|real[- ]time|faster|speed-?up
  token count => (?:how many|cost in) tokens|token (?:cost|usage|budget) => \d\S* (?:(?:thousand|[mbtr]+illion) )?tokens|token (?:cost|usage|consumption)
  energy use => energy|carbon|co2|electricity|watts?|power consumption => energy|carbon|co2|watts?|power consumption
  number of hours => how many hours => hours?
  word on a release => (?:is|are|will|was|were) .*(?:released|downloadable|open[- ]?sourced?|open weights?|public(?:ly)?)|can (?:i|we|you) (?:download|get hold of)|(?:weights?|data\w*|checkpoints?) (?:open|released|available) => https?:|releas|open[ -]?sourc|publicly|available|open weights?|open-weights?
  API => api => api
  demo => (?:a|the|any|live|online|have|has) demo|playground|try it (?:out|online) => demo|playground
  target device => apple silicon|macbook|mac|jetson|raspberry pi|iphone|android|phone|cpu|laptop|edge devices?|on.device|consumer (?:gpu|hardware)|rtx ?\d*|4090|3090 => apple|jetson|raspberry|mobile|phone|cpu|laptop|edge devices?|on[- ]device|consumer|rtx
  vendor => vendor|manufacturer => vendor|manufacturer
  error bars => seeds?|significance|standard deviation|error bars?|confidence intervals?|p-values? => seeds?|significan\w+|standard deviation|confidence
  word on ethics or risks => ethic\w*|bias(?:es)?|misuse|privacy|risks?|dangers? => ethic\w*|bias\w*|misuse|privacy|risks?|harm\w*|safety
`
  .trim()
  .replaceAll('MODEL', model)
  .replaceAll('LANGUAGE', language)
  .split('\n')
  .map(line => {
    const [name = '', asks, shows] = line.trim().split(' => ')
    return {
      name,
      asks: new RegExp(`\\b(?:${asks})s?\\b`, 'i'),
      shows: new RegExp(`(?<![\\p{L}\\d])(?:${shows})`, 'iu'),
    }
  })

/** Measures and benchmarks as people type them: one that a text lacks it gives no number for. */
const measures =
  /\b(?:fid|fvd|bleu|rouge|psnr|ssim|lpips|m?ap|miou|iou|wer|cer|mos|f1|auroc|auc|perplexity|mmlu|mmmu|gsm8k|humaneval|mbpp|math-?500|aime|gpqa|elo|recall|pass@\d+)\b/gi

/** Something that a question asks for, and whether a sentence has it; to name a measure is not yet to give it. */
export interface Expected {
  readonly name: string
  readonly isMeasure?: true
  shows(text: string): boolean
}

/** What a question to a paper asks for of what abstracts seldom tell; a measure must be named. */
export function expectedBy(question: string, paper: Paper): readonly Expected[] {
  const named = (question.match(measures) ?? []).map(
    (name): Expected => ({
      name,
      isMeasure: true,
      shows: text => text.toLowerCase().includes(name.toLowerCase()),
    }),
  )
  const things = seldomTold
    .filter(({ asks }) => asks.test(question))
    .map(({ name, shows }): Expected => {
      const own = name === MODEL_NAME ? ownNames(paper) : undefined
      return { name, shows: text => shows.test(own ? text.replaceAll(own, ' ') : text) }
    })
  return [...named, ...things]
}

const proposed =
  /\b(?:propose|introduce|present|develop|release|build) (?:\p{Ll}+ ){0,2}(\p{Lu}[\p{L}\d-]+)/gu

/** What a paper calls its own, in all its versions: it is built on another model than itself. */
function ownNames({ title, abstract }: Paper): RegExp | undefined {
  const titled = title.split(':', 1)[0]?.match(/(?<![\p{L}\d])\p{Lu}\p{L}*\p{Lu}\p{L}*/gu) ?? []
  const names = [...titled, ...abstract.matchAll(proposed).map(([, name = '']) => name.replace(/-.*/, ''))]
  return names.length === 0 ? undefined : new RegExp(`(?:${names.join('|')})[\\w.-]*`, 'g')
}

/** The name of what a question asks for and no sentence of the abstract shows; undefined where nothing is known to be missing. */
export function missingIn(paper: Paper, question: string): string | undefined {
  const { sentences } = reading(paper)
  const expected = expectedBy(question, paper)
  return expected.find(({ shows }) => !sentences.some(({ text }) => shows(text)))?.name
}
