/**
 * What a sentence of an abstract is there for, as CSAbstruct tells it apart (Cohan et al. 2019). The order is that of
 * the weights in the shipped table.
 */
export const ROLES = ['background', 'objective', 'method', 'result', 'other'] as const
export type Role = (typeof ROLES)[number]
