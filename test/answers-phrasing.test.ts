import { describe, expect, it } from 'vitest'
import { readMention } from '../src/answers/hearing/mention.ts'
import { readIntent } from '../src/answers/intents/intents.ts'
import { today } from './rigs/talk.ts'

/** What an utterance is taken for, however it is put. */
const label = (words: string) => readIntent(readMention(words).rest, today).label

describe('the same wish in other words', () => {
  it.each([
    ['summarize', 'so #1 is basically what?', 'only the gist of #2, in one line', '#2 in a nutshell please'],
    ['summarize', 'could you kindly sum up #3', 'the key points of number 2?', 'boil #1 down for me'],
    ['overview', 'a sentence about each of them', 'run me through the list', 'what are all of these about'],
    ['explain_simple', 'explain #2 to my neighbour’s kid', 'that went over my head', 'in everyday language'],
    ['method', 'how does the approach of #1 function exactly', 'the method in two sentences'],
    ['method', 'what is the mechanism', 'how did they pull this off', 'which algorithm is used in #2'],
    ['results', 'how well does it do compared to the baselines'],
    ['results', 'does it surpass the baselines', 'how does #1 fare on MMLU', 'what did they find out'],
    ['dataset', 'which corpora do they train on', 'test data of #3?', 'what is #2 evaluated on'],
    ['limitation', 'what are the pitfalls', 'when does #2 break down', 'is there a catch'],
    ['novelty', 'contribution in one line?'],
    ['limitation', 'its limitations, briefly', 'drawbacks, only the main points'],
    ['novelty', 'what sets #2 apart', 'has this been done before', 'the main innovation of #1'],
    ['motivation', 'why would anyone need it', 'what problem do they tackle', 'what is the purpose of #3'],
    ['authors', 'who has written this?', 'who stands behind #2'],
    ['authors', 'which university is #2 from', 'by whom is it', 'who came up with #1'],
    ['date', 'when did that drop?'],
    ['date', 'since when is #1 out', 'how recent is it', 'what year is #2 from'],
    ['link', 'share the pdf of #2', 'where can we view it', 'the full text please'],
    ['code', 'is there also a code for this'],
    ['novelty', 'the novel bit of #2 is what'],
    ['motivation', 'reasons the authors made #2?'],
    ['authors', 'name everyone behind #1'],
    ['help', 'can you read french?', 'could i search by author somehow', 'is there a way to sort by date'],
    ['feedback', 'no no, #3', 'sorry, the other one. #2', 'that sentence comes from another paper'],
    ['define', 'noob q: what is a skill graph', 'SFT stands for?', 'what is distillation lol'],
    ['more', 'is that everything? anything else'],
    ['which_paper', 'which number was the paper about gloves?', 'what is the number of the glove paper'],
    ['method', 're #2: how does it work?', 'the second, how do they do it'],
    ['help', 'how do i filter', 'are you a human?', 'which kinds of questions can i ask'],
    ['similar', 'do other labs work on this'],
    [
      'summarize',
      'I am in a hurry, what is #2 about',
      'the long and short of #3',
      'what did they study in #1',
    ],
    ['overview', 'anything worth reading today?', 'what papers are in this thread'],
    ['explain_simple', 'imagine we are ten', 'too many technical terms'],
    ['method', 'how did they make it work', 'the method section of #3, roughly'],
    ['sort', 'could you list these by upvotes'],
    ['more', 'what else came out today'],
    ['define', 'i have not heard of grasp maps, what are they'],
    ['popularity', 'how many ppl upvoted #2'],
    ['search', 'i am after papers about glove puppets', 'find smth on tactile gloves'],
    ['define', 'skill graph = ?', 'what is SFT short for'],
    ['feedback', 'that does not answer it', 'this has nothing to do with what i asked'],
    ['code', 'is #2 open-sourced yet', 'where can I download the weights', 'any implementation out there'],
    [
      'popularity',
      'has it got much attention',
      'how many likes does #2 have',
      'what are people saying about #1',
    ],
    ['compare', 'the difference from 2 to 4', 'what do these have in common'],
    ['compare', '#1 or #2, which is stronger', 'contrast #1 with #3', 'similarities between #1 and #2'],
    ['similar', 'more in the direction of #1', 'other work on the same problem'],
    ['similar', 'what else is there like #2', 'more along the lines of #1', 'what should I read next'],
    ['cite', 'give me a citation for #2', 'how do I reference it', 'bib entry of #1'],
    ['define', 'can you explain what distillation means', 'ASR stands for what?'],
    ['motivation', 'why is that a problem at all'],
    ['results', 'what came out of it'],
    ['popularity', 'how was it received?'],
    ['question', 'what do they sample with'],
    ['define', 'what means RLHF'],
    ['method', 'explain the approach'],
    ['limitation', 'what could go wrong with it'],
    ['code', 'did they upload the model anywhere'],
    ['motivation', 'for what is it good', 'what can I do with it'],
    ['method', 'how have they realised it?'],
    ['limitation', 'anything that does not work well?'],
    ['popularity', 'how many people liked it'],
    ['date', 'how long is #3 out already'],
    ['compare', 'where is the difference to #2'],
    ['summarize', 'please shortly explain #1', 'make it short', 'the 10 second version'],
    ['overview', 'each of them in a line please'],
    ['which_paper', 'anything on safety here?'],
    ['define', 'wtf is RLHF', 'what is meant by grokking', 'remind me what chain of thought is'],
    [
      'which_paper',
      'is there one on proteins?',
      'which of them deals with water',
      'does any of these use Llama',
    ],
    ['search', 'got anything on audio codecs?', 'what’s new in robotics', 'I am looking for work on pruning'],
    ['more', 'what’s next on the list'],
    ['filter', 'just show me the ones on video'],
    ['more', 'keep going', 'is that all?', 'another five please'],
    ['sort', 'chronological order pls'],
    ['sort', 'newest to oldest', 'bring the most relevant to the top', 'rank them by popularity'],
    [
      'help',
      'show me the commands',
      'what are your features',
      'can you filter by date?',
      'what are you able to do? commands',
      'how should I talk to this bot',
    ],
    [
      'feedback',
      'you got it wrong',
      'this answer is useless',
      'stop replying here',
      'can you stop posting in this thread',
      'I was asking about #2',
    ],
    [
      'question',
      'does it support German',
      'how is accuracy measured',
      'which optimizer do they use',
      'why is #2 slow',
      'how do they stop it',
      'how many agents does it have and what are they?',
    ],
  ])('%s', (wish, ...ways) => {
    expect(ways.map(way => [way, label(way)])).toEqual(ways.map(way => [way, wish]))
  })

  it.each([
    ['sumarize #2', 'summarize'],
    ['bentchmarks of #1?', 'dataset'],
    ['serach audio codecs', 'search'],
    ['limitatons of #1', 'limitation'],
    ['mroe', 'more'],
    ['srot by date', 'sort'],
    ['wen was #1 published', 'date'],
  ])('%j is read through its misspelling', (words, wish) => {
    expect(label(words)).toBe(wish)
  })

  it('leaves words that are only like those it goes by', () => {
    expect(readIntent('search for tumor costs', today)).toEqual({ label: 'search', query: 'tumor costs' })
  })
})

describe('a condition of a list', () => {
  it.each([
    ['hide everything under 100 upvotes', { by: 'upvotes', least: 100, not: false }],
    ['show those with fewer than 20 upvotes', { by: 'upvotes', least: 20, not: true }],
    ['only those with at most 20 upvotes', { by: 'upvotes', least: 21, not: true }],
    ['only those with no more than 20 upvotes', { by: 'upvotes', least: 21, not: true }],
    ['only papers by Mary', { by: 'organization', words: 'mary', not: false }],
    ['only those about code generation', { by: 'topic', words: 'code generation', not: false }],
    ['papers from tsinghua only', { by: 'organization', words: 'tsinghua', not: false }],
    ['which ones are open source?', { by: 'code', not: false }],
    ['no survey papers please', { by: 'topic', words: 'survey', not: true }],
  ])('%j', (words, keep) => {
    expect(readIntent(words, today)).toEqual({ label: 'filter', keep: [keep], unread: [] })
  })
})

describe('words of a title', () => {
  it.each([
    ['who wrote the one about gloves?', 'gloves'],
    ['code of the paper with the puppet', 'puppet'],
    ['is the glove one new', 'glove'],
  ])('%j has them', (said, words) => {
    expect(readMention(said).words).toBe(words)
  })

  it('are no such words where the paper itself is sought', () => {
    expect(readMention('which is the one about gloves?').words).toBeUndefined()
  })
})

describe('a number or a place', () => {
  const places = (words: string) => readMention(words).places.map(({ place }) => place)

  it.each([
    ['number three', [3]],
    ['whats 3 about', [3]],
    ['how is 3 different from 1', [3, 1]],
    ['put 1 and 5 side by side', [1, 5]],
    ['difference between third and fifth?', [3, 5]],
    ['what do the last two say', [-2, -1]],
    ['put 1 next to 4', [1, 4]],
    ['is the code of 2 out yet', [2]],
    ['where do I find 3 on arxiv', [3]],
    ['where does the data of 1 come from', [1]],
    ['abstract of paper nummer 4', [4]],
    ['is there code? (3)', [3]],
    ['compare (2) and (4)', [2, 4]],
    ['re 2, any code?', [2]],
  ])('%j is a paper', (words, papers) => {
    expect(places(words)).toEqual(papers)
  })

  it.each([
    'between 5 and 10 upvotes',
    'is it 3 or 4 GPUs',
    'in 3 languages',
    'top 5% of tasks',
    'gpt 4',
    'is it (1) fast or (2) cheap?',
  ])('%j is none', words => {
    expect(places(words)).toEqual([])
  })
})
