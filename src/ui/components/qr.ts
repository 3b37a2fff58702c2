import { html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { LightElement } from './light-element.ts';

/**
 * An address as a QR code, for people whose smartphone is at hand. Owns: its picture, black on white in every theme, which is
 * made when it is first needed. Does not own: the link, which stands beside it for everybody else.
 */
@customElement('myna-qr')
export class MynaQr extends LightElement {
  @property() address = '';
  /** What the picture is, for screen readers. */
  @property() label = '';

  @state() private modules: readonly (readonly boolean[])[] = [];

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('address')) void this.#encode(this.address);
  }

  /** Its space is the same before it is drawn, so that nothing moves. */
  protected override render() {
    const size = this.modules.length;
    if (size === 0) return html`<div class="qr"></div>`;
    const dark = this.modules.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
    return html`
      <svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${this.label || nothing} shape-rendering="crispEdges">
        ${svg`<path d=${dark.join('')} />`}
      </svg>
    `;
  }

  async #encode(address: string): Promise<void> {
    // Without a network, and before the page was ever kept, there is the link alone.
    const uqr = await import('uqr').catch(() => undefined);
    // The quiet zone is four modules wide (ISO/IEC 18004, 6.3.8).
    if (uqr && address === this.address) this.modules = uqr.encode(address, { ecc: 'M', border: 4 }).data;
  }
}
