import { html, nothing } from 'lit';
import './components/button.ts';
import type { AppModel, Step } from '../app/app-model.ts';
import type { ReaderDesk } from '../app/reader-desk.ts';
import { say, words } from './language.ts';
import { notice } from './notice.ts';
import { platformOf, type UsbNotice, usbNotice } from './usb-texts.ts';

/** Only an Isolated Web App can have the permission for readers of the protected class; its chooser offers them too. */
export const EVERY_READER = location.protocol === 'isolated-app:';

/** Where choosing another reader loses nothing that was typed. */
export const FREE_STEPS: ReadonlySet<Step> = new Set(['prepare', 'choose']);

/** Where there is no real reader yet: the button that opens the browser's chooser, and which readers it does not offer. */
export function readerChooser(model: AppModel) {
  const { desk } = model;
  const inUse = desk.selected && !desk.trial && !desk.usbReader?.problem;
  if (!desk.canChooseUsb || inUse || !FREE_STEPS.has(model.step)) return nothing;
  const { chooser } = words().page;
  const linked = desk.link === 'connected';
  const beside = linked || desk.trial ? chooser.titleBeside : desk.selected && chooser.titleOther;
  const notListed = linked && desk.pcsc === 'available' ? chooser.notListedWithBridge : chooser.notListed;
  return html`
    <section class="reader-chooser" aria-labelledby="reader-chooser-title">
      <h2 id="reader-chooser-title">${say(beside ?? chooser.title)}</h2>
      ${EVERY_READER ? nothing : html`<p>${say(chooser.lead)}</p>`}
      <myna-button
        .kind=${beside ? 'second' : 'main'}
        .describedBy=${EVERY_READER ? undefined : 'reader-chooser-not-listed'}
        .text=${say(chooser.choose)}
        @click=${() => model.chooseUsb()}
      ></myna-button>
      ${refusalStatus(desk)}
      ${EVERY_READER ? nothing : html`<p class="support" id="reader-chooser-not-listed">${say(notListed)}</p>`}
    </section>
  `;
}

/** What came of the last use of the chooser, where no reader did. */
function refusalStatus({ refusal }: ReaderDesk) {
  const said = refusal && usbNotice(words().page.usb, refusal, platformOf(navigator));
  return html`<div role="status" class="refusal">${said ? usbNoticeView(said, 'quiet') : nothing}</div>`;
}

/** The virtual card where it has to be asked for, apart from everything about real ones. */
export function trialOffer(model: AppModel) {
  if (!model.desk.trialOffered || model.step !== 'prepare') return nothing;
  const { chooser } = words().page;
  return html`
    <section class="trial-offer" aria-labelledby="trial-offer-title">
      <h3 id="trial-offer-title">${say(chooser.trialTitle)}</h3>
      <p>${say(chooser.trial)}</p>
      <myna-button kind="quiet" .text=${say(chooser.startTrial)} @click=${() => model.startTrial()}></myna-button>
    </section>
  `;
}

/** For a USB reader that works, or has gone, beside its name. */
export function chooseAgain(model: AppModel) {
  const { desk } = model;
  if (model.step === 'working' || model.recovery === 'asking') return nothing;
  const works = desk.selected?.way === 'webusb' && !desk.usbReader?.problem && FREE_STEPS.has(model.step);
  if (!desk.usbReaderGone && !works) return nothing;
  const { chooser } = words().page;
  return html`
    <myna-button kind="quiet" .text=${say(desk.usbReaderGone ? chooser.chooseAgain : chooser.chooseAnother)} @click=${() => model.chooseUsb()}></myna-button>
    ${refusalStatus(desk)}
  `;
}

/** Why the USB reader in use cannot be used, if so. */
export function usbProblem({ usbReader }: ReaderDesk): UsbNotice | undefined {
  return usbReader?.problem && usbNotice(words().page.usb, usbReader.problem, platformOf(navigator), usbReader);
}

/** Before the first PIN is typed for a reader that nobody has tried with a real card. */
export function experimentalNote({ desk, step }: AppModel) {
  if (!desk.usbReader?.experimental || !FREE_STEPS.has(step)) return nothing;
  const { mark, lines } = words().page.experimental;
  return html`
    <div class="experimental">${notice({ title: mark, lines }, 'warning')}</div>
  `;
}

export function usbNoticeView({ title, lines, command }: UsbNotice, kind: 'warning' | 'quiet') {
  return html`
    ${notice({ title, lines }, kind)}
    ${command ? html`<pre class="command" tabindex="0"><code>${command}</code></pre>` : nothing}
  `;
}
