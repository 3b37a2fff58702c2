/** A command line, or standard input, that makes no sense: one sentence, in which nothing that was typed is repeated. */
export class UsageError extends Error {}
