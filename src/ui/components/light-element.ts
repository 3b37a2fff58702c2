import { LitElement, type TemplateResult } from 'lit';

/** What a component shows: a text in the language on screen, or one with readings or another language in it. */
export type Content = string | TemplateResult;

let lastId = 0;

/** A component in the light DOM: labels, forms and the style sheets of the page reach into it. */
export class LightElement extends LitElement {
  /** Begins the ids inside, so that two of a kind on one page differ. */
  protected readonly ownId = `${this.localName}-${++lastId}`;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** The value of an attribute that lists ids; undefined when there are none. */
export function idList(...ids: readonly (string | false | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined;
}
