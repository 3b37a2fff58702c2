import type { CDPSession } from 'playwright-core';
import { hasSecret } from './said.ts';

interface AxValue {
  readonly value?: unknown;
}

interface AxNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: AxValue;
  readonly name?: AxValue;
  readonly value?: AxValue;
  readonly description?: AxValue;
  readonly properties?: readonly { readonly name: string; readonly value: AxValue }[];
}

const CONTROLS: ReadonlySet<string> = new Set([
  'button',
  'link',
  'checkbox',
  'radio',
  'textbox',
  'searchbox',
  'combobox',
  'listbox',
  'switch',
  'slider',
  'spinbutton',
  'tab',
  'dialog',
  'alertdialog',
  'group',
  'region',
  'progressbar',
]);

/** As in ARIA. */
const LANDMARKS: ReadonlySet<string> = new Set([
  'banner',
  'complementary',
  'contentinfo',
  'form',
  'main',
  'navigation',
  'region',
  'search',
]);

/** Roles that may go without a name. */
const MAY_BE_UNNAMED: ReadonlySet<string> = new Set(['group', 'region']);

/** What is wrong with the page as a screen reader has it. `secrets` must not be in it. */
export async function treeProblems(devtools: CDPSession, secrets: readonly string[]): Promise<string[]> {
  const { nodes } = (await devtools.send('Accessibility.getFullAXTree')) as unknown as { nodes: readonly AxNode[] };
  const problems: string[] = [];
  const heard = nodes.filter(({ ignored }) => !ignored);
  const text = (value: AxValue | undefined) => String(value?.value ?? '');
  const level = ({ properties = [] }: AxNode) =>
    Number(properties.find(({ name }) => name === 'level')?.value.value ?? 0);
  const headings = heard.filter(({ role }) => text(role) === 'heading');
  const inDialog = heard.some(({ role, properties = [] }) => {
    return (
      /^(alert)?dialog$/.test(text(role)) &&
      properties.some(({ name, value }) => name === 'modal' && value.value === true)
    );
  });
  const first = headings.filter((heading) => level(heading) === 1).length;
  // Behind an open dialog there is nothing to be heard.
  if (first !== 1 && !(inDialog && first === 0)) problems.push(`${first} headings of the first level`);
  let before = inDialog ? 1 : 0;
  for (const heading of headings) {
    const here = level(heading);
    if (here > before + 1)
      problems.push(`the heading "${text(heading.name)}" of level ${here} comes after one of level ${before}`);
    if (text(heading.name).trim() === '') problems.push(`a heading of level ${here} says nothing`);
    before = here;
  }
  const landmarks = new Set<string>();
  for (const { role, name } of heard) {
    const kind = text(role);
    if (LANDMARKS.has(kind)) {
      const landmark = `${kind} "${text(name)}"`;
      if (landmarks.has(landmark)) problems.push(`there are two of ${landmark}`);
      landmarks.add(landmark);
    }
    if (CONTROLS.has(kind) && !MAY_BE_UNNAMED.has(kind) && text(name).trim() === '')
      problems.push(`a ${kind} has no name`);
  }
  // Whatever is ignored is not heard, but text in it is in the tree all the same.
  for (const node of nodes) {
    for (const part of ['name', 'value', 'description'] as const) {
      const said = text(node[part]);
      for (const secret of secrets) {
        if (hasSecret(said, secret)) problems.push(`the ${part} of a ${text(node.role)} has the PIN ${secret} in it`);
      }
    }
  }
  return [...new Set(problems)];
}
