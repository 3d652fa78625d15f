import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import type { z } from 'zod'
import { readSettings } from '../src/config.ts'

/** What a program says to whoever has started it, and what it was told. */

export const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`)
export const complain = (sentence: string): void => void process.stderr.write(`${sentence}\n`)

/** Ends the process with sentences for the operator. */
export function refuse(...sentences: readonly string[]): never {
  for (const sentence of sentences) complain(sentence)
  process.exit(1)
}

/** The settings of the environment and of `.env`; ends the process where one is a mistake, and names all that are. */
export function settingsOf<T>(shape: z.ZodType<T>): T {
  if (existsSync('.env')) loadEnvFile('.env')
  const read = readSettings(shape, process.env)
  return 'mistakes' in read ? refuse(...read.mistakes) : read.settings
}
