/** What `npm run bench` writes stands between these lines. */
const BEGIN = '<!-- npm run bench: from here -->';
const END = '<!-- npm run bench: to here -->';

/** `readme` with `content` between the markers. Throws where they are not there. */
export function withContent(readme: string, content: string): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`README.md has no lines "${BEGIN}" and "${END}"`);
  return `${readme.slice(0, from + BEGIN.length)}\n\n${content}\n\n${readme.slice(to)}`;
}
