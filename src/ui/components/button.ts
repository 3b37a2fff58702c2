import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type IconName, icon } from './icons.ts';
import { type Content, LightElement } from './light-element.ts';

/** One `main` in a step; `quiet` is small, `text` has no frame. */
type ButtonKind = 'main' | 'second' | 'quiet' | 'text' | 'danger';

/**
 * A button. Owns: its look, and how ARIA gets to the native button inside. Does not own: being disabled — a button that
 * cannot do its work yet says so when it is pressed.
 *
 * Takes no room of its own in a layout; `click` comes from the native button, which submits the form around it.
 */
@customElement('myna-button')
export class MynaButton extends LightElement {
  @property({ attribute: false }) text: Content = '';
  @property() kind: ButtonKind = 'second';
  @property() type: 'button' | 'submit' = 'button';
  @property() icon: IconName | undefined;
  /** Of what the button opens and closes; undefined when it does not. */
  @property({ attribute: false }) expanded: boolean | undefined;
  /** Of a button that stays pressed; undefined when it does not. */
  @property({ attribute: false }) pressed: boolean | undefined;
  /** Ids, as in `aria-controls` and `aria-describedby`. */
  @property() controls: string | undefined;
  @property() describedBy: string | undefined;
  /** Opens a dialog. */
  @property({ type: Boolean }) opensDialog = false;

  override focus(options?: FocusOptions): void {
    this.querySelector('button')?.focus(options);
  }

  protected override render() {
    return html`
      <button
        type=${this.type}
        class="button-${this.kind}"
        aria-expanded=${this.expanded ?? nothing}
        aria-pressed=${this.pressed ?? nothing}
        aria-controls=${this.controls ?? nothing}
        aria-describedby=${this.describedBy ?? nothing}
        aria-haspopup=${this.opensDialog ? 'dialog' : nothing}
      >
        ${this.icon ? icon(this.icon) : nothing}<span class="button-face">${this.text}</span>
      </button>
    `;
  }
}
