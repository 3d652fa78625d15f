import { describe, expect, it } from 'vitest'
import { coreSettings, readSettings } from '../src/config.ts'

describe('the settings of a hosted model', () => {
  const mistakesIn = (environment: Readonly<Record<string, string>>) => {
    const read = readSettings(coreSettings, environment)
    return 'mistakes' in read ? read.mistakes : []
  }
  const LLM_BASE_URL = 'http://localhost:11434/v1'

  it.each([
    [{}, undefined],
    [{ LLM_BASE_URL, LLM_MODEL: 'm' }, undefined],
    [{ LLM_BASE_URL, LLM_MODEL: 'm', LLM_API_KEY: 'k' }, undefined],
    [{ LLM_BASE_URL }, /^LLM_BASE_URL is set, but LLM_MODEL is not/],
    [{ LLM_BASE_URL, LLM_API_KEY: 'k' }, /^LLM_BASE_URL is set, but LLM_MODEL is not/],
    [{ LLM_MODEL: 'm' }, /^LLM_MODEL is set, but LLM_BASE_URL is not/],
    [{ LLM_API_KEY: 'k' }, /^LLM_API_KEY is set, but LLM_BASE_URL is not/],
    [{ LLM_BASE_URL: 'localhost:11434', LLM_MODEL: 'm' }, /^LLM_BASE_URL is not a web address/],
    [{ LLM_BASE_URL: 'https://me:secret@host/v1', LLM_MODEL: 'm' }, /^LLM_BASE_URL holds a name/],
    [{ LLM_BASE_URL, LLM_MODEL: 'm', LLM_API_KEY: 'sec ret' }, /^LLM_API_KEY holds a blank/],
  ])('%j', (environment, mistake) => {
    const mistakes = mistakesIn(environment)
    expect(mistakes).toEqual(mistake ? [expect.stringMatching(mistake)] : [])
    expect(mistakes.join()).not.toMatch(/sec ?ret/)
  })
})
