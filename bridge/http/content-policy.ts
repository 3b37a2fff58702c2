const DIRECTIVES: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self'",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'lit-html',
};

/** Browsers take no notice of it in `<meta>`, and complain. */
const HEADER_ONLY = 'frame-ancestors';

/**
 * The Content Security Policy of the page, the same wherever it is served from; `more` is added to single directives.
 * `meta` leaves out what only a header can say.
 */
export function contentPolicy(
  more: Readonly<Record<string, string>> = {},
  { meta = false }: { readonly meta?: boolean } = {},
): string {
  return Object.entries(DIRECTIVES)
    .filter(([name]) => !(meta && name === HEADER_ONLY))
    .map(([name, sources]) => [name, sources, ...(more[name] ? [more[name]] : [])].join(' '))
    .join('; ');
}
