import { render, type TemplateResult } from 'lit';
import type { Paper } from '../words/receipt/receipt-words.ts';

const MM_OF_PIXEL = 25.4 / 96;
/** Millimetres of a roll before and after what is on it. */
const ROLL_MARGIN = 4;

/**
 * What is printed in place of the page, while there is something. Owns: a copy beside the page that is on no screen, and the
 * size of the paper. Does not own: what is in it.
 */
export class PrintCopy {
  readonly #host = document.createElement('div');
  /** Here and not in a style sheet: a roll is as long as what is on it. */
  readonly #page = new CSSStyleSheet();

  show(content: TemplateResult, paper: Paper): void {
    const host = this.#host;
    host.className = `print-copy sheet sheet-${paper}`;
    render(content, host);
    if (!host.isConnected) {
      document.body.append(host);
      document.documentElement.classList.add('prints-copy');
      document.adoptedStyleSheets.push(this.#page);
    }
    this.#page.replaceSync(`@page { ${paper === 'a4' ? 'size: A4; margin: 14mm;' : this.#pieceOfRoll()} }`);
  }

  remove(): void {
    this.#host.remove();
    document.documentElement.classList.remove('prints-copy');
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#page);
  }

  /** On any fixed length a receipt would be cut through, or trail white paper. */
  #pieceOfRoll(): string {
    this.#host.classList.add('print-copy-measured');
    const length = Math.ceil(this.#host.offsetHeight * MM_OF_PIXEL);
    this.#host.classList.remove('print-copy-measured');
    // Rounding may cost a line at the end.
    return `size: 80mm ${length + 2 * ROLL_MARGIN + 2}mm; margin: ${ROLL_MARGIN}mm;`;
  }
}
