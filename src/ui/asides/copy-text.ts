import { updateWhenLocaleChanges } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../components/button.ts';
import { type Content, LightElement } from '../components/light-element.ts';
import { say, words } from '../language.ts';

/**
 * A text to be seen first and copied then. Owns: copying, and marking the text where the browser does not let a page do that.
 * Does not own: what is in it.
 */
@customElement('copy-text')
export class CopyText extends LightElement {
  @property({ attribute: false }) text = '';
  /** Of several lines, with this name; a command has none. */
  @property({ attribute: false }) label: Content = '';
  @property({ attribute: false }) buttonText: Content = '';

  @state() private outcome: 'copied' | 'notCopied' | undefined;
  @query('textarea, pre') private shown!: HTMLTextAreaElement | HTMLPreElement;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  /** What was copied is another text now. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('text')) this.outcome = undefined;
  }

  protected override render() {
    return html`
      ${this.label === '' ? this.#command() : this.#lines()}
      <div><myna-button .kind=${this.label === '' ? 'quiet' : 'second'} icon="copy" .text=${this.buttonText} @click=${this.#copy}></myna-button></div>
      <p class="copy-outcome" role="status">${this.outcome ? say(words().diagnosis[this.outcome]) : nothing}</p>
    `;
  }

  #command() {
    return html`<pre class="command" tabindex="0"><code>${this.text}</code></pre>`;
  }

  #lines() {
    const id = `${this.ownId}-text`;
    return html`
      <label for=${id}>${this.label}</label>
      <textarea id=${id} readonly rows="8" spellcheck="false" .value=${this.text}></textarea>
    `;
  }

  async #copy(): Promise<void> {
    this.outcome = undefined;
    const { text } = this;
    try {
      await navigator.clipboard.writeText(text);
      this.outcome = 'copied';
    } catch {
      // Not allowed, or not there at all.
      this.#mark();
      this.outcome = 'notCopied';
    }
  }

  #mark(): void {
    this.shown.focus();
    if (this.shown instanceof HTMLTextAreaElement) this.shown.select();
    else getSelection()?.selectAllChildren(this.shown);
  }
}
