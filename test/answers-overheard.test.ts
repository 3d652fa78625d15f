import { describe, expect, it } from 'vitest'
import { first, LANTERN, thread } from './rigs/talk.ts'

describe('talk among people', () => {
  it.each([
    'Jan, can you look at this?',
    '@maria did you see #2?',
    'did you get the GPUs sorted, Alex?',
    'lol nice',
    'lunch?',
    'thanks!',
    '👍',
    'I think #2 is overhyped tbh',
    "I'll present #1 at reading group on friday",
    'has anyone here tried running the code?',
    'our results were worse than theirs',
    'the meeting is moved to 3pm',
    'is the server down?',
    'code looks messy',
    'where did they hide the coffee?',
    'what did your boss say?',
    'why did you close the ticket?',
    'has he replied yet?',
    'what time is the call?',
    'who is taking notes today?',
    'can you add me to the repo?',
    'such a neat method',
    'will read the abstract later',
    'see https://example.org/paper for the code',
    'Mira already implemented something similar',
    'great find!',
    'is it raining there too?',
    'our cluster is down. can someone look at it?',
    'should we try #2 on our data? do you guys agree',
    'hello all, new to the team',
    'cool find, thx for sharing',
    'would that work in our kitchen?',
    'pretend I am not here',
    'worth a try? any thoughts, folks',
    'im doubtful, its baselines are weak',
  ])('%j gets no reply', words => {
    expect(thread().overhear(words).kind).toBe('silent')
  })

  it.each([
    ['We are most interested in time. Does Lantern lose accuracy?', 'stated'],
    ['I was wondering how tokens leave the network', 'stated'],
    ['what do we have today', 'overview'],
    ['too technical for me, can you make #1 easier', 'summary'],
    ['how do you measure plausibility?', 'stated'],
    ['tell me how the fingers are controlled', 'stated'],
    ['next', 'wish'],
    ['can #1 handle audio', 'unstated'],
    ['can you run through the papers', 'overview'],
    ['show the latest first', 'list'],
    ['can you send the pdf of #1', 'facts'],
    ['1 or 3, which one is better', 'compare'],
    ['brief me on all of these', 'overview'],
    ['did something newer come out than #2?', 'wish'],
    ['that is not what I asked', 'feedback'],
    ['the authors of #1 are who', 'facts'],
    ['are you a bot?', 'wish'],
    ['would this fit on a laptop?', 'unstated'],
    ['wrong. that was #1', 'feedback'],
    ['i need stuff on merging of tokens', 'wish'],
  ])('does not hide what is meant for the bot: %j', (words, kind) => {
    expect(thread().overhear(words).kind).toBe(kind)
  })

  it('is left for a question about the papers, and keeps what was spoken of', () => {
    const { overhear } = thread()
    expect(first(overhear('Nice! how much faster is Lantern?'))?.paper).toBe(LANTERN)
    expect(overhear('cool, lunch at 12?')).toEqual({ kind: 'silent', focus: LANTERN.key })
    expect(overhear('Lantern, is it open source?')).toMatchObject({
      kind: 'facts',
      what: 'code',
      paper: LANTERN,
    })
    expect(overhear('what learning rate do they use?')).toMatchObject({
      kind: 'unstated',
      missing: 'learning rate',
    })
    expect(overhear('show the abstract of #2')).toMatchObject({ kind: 'facts', what: 'abstract' })
    expect(overhear('@paperboy sounds good')).toMatchObject({ kind: 'feedback', says: 'thanks' })
  })
})
