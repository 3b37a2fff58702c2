/**
 * An application as the counter takes it: the holder, somebody sent on their first or second visit, a parent or guardian. In a
 * file of its own, since a page that asks for a record needs no schema of settings.
 */
export const APPLICATION_KINDS = ['self', 'proxy-first', 'proxy-second', 'legal-representative'] as const;
export type ApplicationKind = (typeof APPLICATION_KINDS)[number];
