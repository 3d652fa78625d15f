import type { Library } from '../feed/library.ts'
import type { Store } from '../store/store.ts'
import type { StoredTalk } from '../store/talks.ts'

/**
 * The store as one of several processes reads it: whoever is given a talk or a list finds its papers in the
 * library, even those that another process has found and stored.
 */
export function recallingStore(store: Store, library: Pick<Library, 'recall'>): Store {
  const { talks, saved } = store
  const recalled = async (talk: StoredTalk | undefined): Promise<StoredTalk | undefined> => {
    if (talk) await library.recall(talk.papers)
    return talk
  }
  return {
    ...store,
    talks: {
      ...talks,
      at: async (bound, place) => recalled(await talks.at(bound, place)),
      under: async (bound, key) => recalled(await talks.under(bound, key)),
      latest: async (bound, person) => recalled(await talks.latest(bound, person)),
    },
    saved: {
      ...saved,
      of: async owner => {
        const keys = await saved.of(owner)
        await library.recall(keys)
        return keys
      },
    },
  }
}
