import type { Paper } from '../papers.ts'
import type { House } from './house.ts'

/** The paper of a key, an arXiv id, an arXiv or hub address, or a whole title; undefined where nobody has it. */
export async function findPaper(
  { library }: Pick<House, 'library'>,
  reference: string,
): Promise<Paper | undefined> {
  // A button may name what another process has found.
  await library.recall([reference])
  return library.find(reference)
}
