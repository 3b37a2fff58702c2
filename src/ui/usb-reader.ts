import { html, nothing } from 'lit';
import type { AppModel, Step } from '../app/app-model.ts';
import type { ReaderDesk } from '../app/reader-desk.ts';
import { notice } from './notice.ts';
import { CHOOSER, EXPERIMENTAL, platformOf, type UsbNotice, usbNotice } from './usb-texts.ts';

/** Where choosing another reader loses nothing that was typed. */
const FREE_STEPS: ReadonlySet<Step> = new Set(['prepare', 'choose']);

/** Where there is no real reader yet: the button that opens the browser's chooser, and which readers it does not offer. */
export function readerChooser(model: AppModel) {
  const { desk } = model;
  const inUse = desk.selected && !desk.trial && !desk.usbReader?.problem;
  if (!desk.canChooseUsb || inUse || !FREE_STEPS.has(model.step)) return nothing;
  const linked = desk.link === 'connected';
  const refusal = desk.refusal && usbNotice(desk.refusal, platformOf(navigator));
  return html`
    <section class="reader-chooser" aria-labelledby="reader-chooser-title">
      <h3 id="reader-chooser-title">${linked || desk.trial ? CHOOSER.titleBeside : CHOOSER.title}</h3>
      <p>${CHOOSER.lead}</p>
      <button
        type="button"
        class=${linked ? 'button-second' : 'button-main'}
        aria-describedby="reader-chooser-not-listed"
        @click=${() => model.chooseUsb()}
      >
        ${CHOOSER.choose}
      </button>
      <div role="status">${refusal ? usbNoticeView(refusal, 'info') : nothing}</div>
      <p class="support" id="reader-chooser-not-listed">
        ${linked && desk.pcsc === 'available' ? CHOOSER.notListedWithBridge : CHOOSER.notListed}
      </p>
    </section>
  `;
}

/** The virtual card where it has to be asked for, apart from everything about real ones. */
export function trialOffer(model: AppModel) {
  if (!model.desk.trialOffered || model.step !== 'prepare') return nothing;
  return html`
    <section class="trial-offer" aria-labelledby="trial-offer-title">
      <h3 id="trial-offer-title">${CHOOSER.trialTitle}</h3>
      <p>${CHOOSER.trial}</p>
      <button type="button" class="button-quiet" @click=${() => model.startTrial()}>${CHOOSER.startTrial}</button>
    </section>
  `;
}

/** For a USB reader that works, or has gone, beside its name. */
export function chooseAgain(model: AppModel) {
  const { desk } = model;
  if (model.step === 'working' || model.recovery === 'asking') return nothing;
  const button = (label: string) =>
    html`<button type="button" class="button-quiet" @click=${() => model.chooseUsb()}>${label}</button>`;
  if (desk.usbReaderGone) return html`<p>${CHOOSER.gone}</p>${button(CHOOSER.chooseAgain)}`;
  const works = desk.selected?.way === 'webusb' && !desk.usbReader?.problem;
  return works && FREE_STEPS.has(model.step) ? button(CHOOSER.chooseAnother) : nothing;
}

/** Why the USB reader in use cannot be used, if so. */
export function usbProblem({ usbReader }: ReaderDesk): UsbNotice | undefined {
  return usbReader?.problem && usbNotice(usbReader.problem, platformOf(navigator), usbReader);
}

/** Before the first PIN is typed for a reader that nobody has tried with a real card. */
export function experimentalNote({ desk, step }: AppModel) {
  if (!desk.usbReader?.experimental || !FREE_STEPS.has(step)) return nothing;
  return html`
    <div class="experimental">${notice({ title: EXPERIMENTAL.mark, lines: EXPERIMENTAL.lines }, 'warning')}</div>
  `;
}

export function usbNoticeView({ title, lines, command }: UsbNotice, kind: 'warning' | 'info') {
  return html`
    ${notice({ title, lines }, kind)}
    ${command ? html`<pre class="command" tabindex="0"><code>${command}</code></pre>` : nothing}
  `;
}
