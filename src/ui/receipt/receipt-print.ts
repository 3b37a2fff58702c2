import { updateWhenLocaleChanges } from '@lit/localize';
import { html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Receipt, receiptOf } from '../../app/receipt.ts';
import type { PinReport } from '../../card/pin-job.ts';
import { NATIONAL_CONTACT } from '../../office/national-contact.ts';
import type { Office } from '../../office/schema.ts';
import '../components/button.ts';
import '../components/dialog.ts';
import { LightElement } from '../components/light-element.ts';
import { say, words } from '../language.ts';
import type { Paper } from '../words/receipt/receipt-words.ts';
import { paperChoice } from './paper-choice.ts';
import { PrintCopy } from './print-copy.ts';
import { receiptSheet } from './receipt-sheet.ts';

/**
 * The button of the receipt, and its preview. Owns: when the result came, the choice of the paper, and what is printed while
 * the preview is open, whether by its button or by the browser's own command. Does not own: what is on the sheet.
 */
@customElement('receipt-print')
export class ReceiptPrint extends LightElement {
  @property({ attribute: false }) reports: readonly PinReport[] = [];
  @property({ type: Boolean }) trial = false;
  @property({ attribute: false }) office: Office = NATIONAL_CONTACT;

  @state() private open = false;
  @state() private paper: Paper = 'a4';
  #receipt: Receipt | undefined;
  readonly #copy = new PrintCopy();

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  override disconnectedCallback(): void {
    this.#copy.remove();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('reports') && !changed.has('trial') && !changed.has('office')) return;
    const at = changed.has('reports') ? new Date() : this.#receipt?.at;
    this.#receipt = receiptOf(this.reports, { at: at ?? new Date(), trial: this.trial, office: this.office });
  }

  protected override render() {
    const { guidance, receipt } = words();
    return html`
      <myna-button kind="second" icon="print" opensDialog .text=${say(receipt.open)} @click=${this.#preview}></myna-button>
      <myna-dialog
        ?open=${this.open}
        .heading=${say(receipt.dialogTitle)}
        .content=${this.#content()}
        .actions=${html`<myna-button kind="main" icon="print" .text=${say(receipt.print)} @click=${() => window.print()}></myna-button>`}
        .closeText=${say(guidance.close)}
        @close=${this.#closed}
      ></myna-dialog>
    `;
  }

  protected override updated(): void {
    if (this.open && this.#receipt) this.#copy.show(receiptSheet(this.#receipt), this.paper);
    else this.#copy.remove();
  }

  #content() {
    const { receipt } = words();
    return html`
      <p>${say(receipt.dialogLead)}</p>
      ${paperChoice(this.paper, receipt, (paper) => {
        this.paper = paper;
      })}
      <div class="sheet sheet-${this.paper} sheet-preview">${this.#receipt ? receiptSheet(this.#receipt) : ''}</div>
    `;
  }

  #preview(): void {
    this.open = true;
  }

  #closed(): void {
    this.open = false;
  }
}
