import type { Said } from './watch.ts';

/** A screen reader says each change of a live region. */
export function twiceSaid(said: readonly Said[]): string[] {
  const problems: string[] = [];
  const last = new Map<number, string>();
  for (const [index, { region, turn, text }] of said.entries()) {
    if (text !== '' && last.get(region) === text) problems.push(`said twice in a row: "${text}"`);
    last.set(region, text);
    const same = said.slice(0, index).find((one) => one.turn === turn && one.region !== region && one.text === text);
    if (text !== '' && same) problems.push(`said in two places at once: "${text}"`);
  }
  return [...new Set(problems)];
}

/** Of what came of switching the language: what a region says, it says again in the new language, once. */
export function repeatedBySwitching(said: readonly Said[]): string[] {
  const regions = new Map<number, string[]>();
  for (const { region, text } of said) {
    if (text !== '') regions.set(region, [...(regions.get(region) ?? []), text]);
  }
  return [...regions.values()]
    .filter((texts) => texts.length > 1)
    .map((texts) => `said ${texts.length} times by switching: ${texts.map((text) => `"${text}"`).join(', ')}`);
}

/** A PIN in what was said, also read out by letter, in one go or one letter after the other. */
export function spokenSecrets(said: readonly Said[], secrets: readonly string[]): string[] {
  const regions = new Map<number, string>();
  for (const { region, text } of said) regions.set(region, `${regions.get(region) ?? ''}${text}`);
  const heard = [...said.map(({ text }) => text), ...regions.values()];
  const spoken = secrets.filter((secret) => heard.some((text) => hasSecret(text, secret)));
  return spoken.map((secret) => `the PIN ${secret} was said`);
}

/** Whether it is in the text, with or without separators. */
export function hasSecret(text: string, secret: string): boolean {
  return text.includes(secret) || text.replaceAll(/[\s、,・-]/g, '').includes(secret);
}
