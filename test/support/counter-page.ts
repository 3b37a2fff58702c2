import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import type { PinId } from '../../src/card/applications.ts';
import { readOffice } from '../../src/office/read-office.ts';
import type { ApplicationKind } from '../../src/office/schema.ts';
import { LANGUAGES, type Language } from '../../src/texts/language.ts';
import { STAFF } from '../../src/ui/counter/staff-words.ts';
import { FIELDS, VISIT } from './japanese.ts';
import type { PinPage } from './pin-page.ts';

const { office } = readOffice(readFileSync(new URL('../../fixtures/offices/example.json', import.meta.url)));

/** All that the example office asks for, by the ids of its documents; with the number of pieces. */
export const ALL_DOCUMENTS: Readonly<Record<ApplicationKind, Readonly<Record<string, number>>>> = {
  self: { card: 1 },
  'proxy-first': { card: 1, 'photo-id': 1, 'second-document': 1 },
  'proxy-second': { 'reply-form': 1, 'power-of-attorney': 1, card: 1, 'photo-id': 2 },
  'legal-representative': { card: 1, 'second-document': 2, 'family-register': 1 },
};

/** Who serves in the example office: the one without a code. */
export const CLERK = '窓口 花子';

/** The counter of the example office as a clerk uses it, and the resident in front of it. */
export class CounterPage {
  readonly page: PinPage;

  constructor(page: PinPage) {
    this.page = page;
  }

  get tab(): Page {
    return this.page.page;
  }

  heading(name: string): Locator {
    return this.tab.getByRole('heading', { name, exact: true });
  }

  async open(): Promise<void> {
    await this.page.button(STAFF.opening.open).click();
    await this.page.button(CLERK).click();
    await this.heading(STAFF.kind.title).waitFor();
  }

  /** Not waited for: a place may decline it. */
  async choose(kind: ApplicationKind): Promise<void> {
    await this.tab.getByRole('button', { name: beginsWith(STAFF.kinds[kind]) }).click();
  }

  document(id: string): Locator {
    return this.tab.getByRole('checkbox', { name: beginsWith(nameOf(id)) });
  }

  async bring(documents: Readonly<Record<string, number>>): Promise<void> {
    for (const [id, count] of Object.entries(documents)) {
      await this.document(id).check();
      for (let pieces = 1; pieces < count; pieces++) {
        await this.page.button(STAFF.documents.more(nameOf(id))).click();
      }
    }
  }

  /** An application with all that it asks for. */
  async apply(kind: ApplicationKind): Promise<void> {
    await this.choose(kind);
    await this.bring(ALL_DOCUMENTS[kind]);
    const { accept } = STAFF.documents;
    await this.page.button(kind === 'proxy-first' ? accept.anotherDay : accept.today).click();
  }

  /** Every step of the checklist of the sealed form. */
  async tickSteps(): Promise<void> {
    for (const step of await this.tab.getByRole('checkbox').all()) await step.check();
  }

  /** The screen was turned: by the language of the button, since readings stand in the way of names. */
  async takeLanguage(language: Language): Promise<void> {
    await this.tab.locator(`.languages [lang="${LANGUAGES[language].tag}"]`).click();
  }

  /** One of the two entries that staff make. */
  async enter(pin: PinId, typed: { readonly current: string; readonly next: string }, entry: 1 | 2): Promise<void> {
    for (const name of ['current', 'next'] as const) {
      const label = entry === 1 ? FIELDS[name] : STAFF.entry.again(FIELDS[name]);
      await this.page.group(pin).getByLabel(label, { exact: true }).fill(typed[name]);
    }
  }

  async finish(): Promise<void> {
    await this.page.button(VISIT.finish).click();
  }

  /** The clerk takes the screen back. */
  async nextPerson(): Promise<void> {
    await this.page.button(STAFF.returned.next).click();
    await this.heading(STAFF.kind.title).waitFor();
  }
}

export function nameOf(id: string): string {
  const document = office?.documents?.find((one) => one.id === id);
  if (typeof document?.name !== 'string') throw new Error(`the example office has no ${id}`);
  return document.name;
}

function beginsWith(name: string): RegExp {
  return new RegExp(`^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
