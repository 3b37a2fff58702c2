import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import './components/button.ts';
import type { AppModel } from '../app/app-model.ts';
import type { CertificateReading } from '../app/certificate-reading.ts';
import { type CertificateAccount, type CertificateFact, CertificateTexts } from '../texts/certificate-texts.ts';
import { say, words } from './language.ts';

/** Who asked for it: somebody who pressed its button just now, or before a change whose result it stands under. */
type Place = 'opened' | 'with-result';

/** In the language on the screen. */
function certificateTexts(): CertificateTexts {
  return new CertificateTexts(words().certificate, words().card);
}

/** The certificate that was read, or is being read; nothing when none was asked for. */
export function certificatesPanel(model: AppModel, place: Place) {
  const { state, of } = model.certificates;
  if (!state) return nothing;
  const account = state.kind === 'shown' ? certificateTexts().accounts(state.report, state.at)[0] : undefined;
  const tone = state.kind === 'failed' ? 'attention' : (account?.tone ?? 'calm');
  return html`
    <section class="certificate certificate-${tone}" aria-labelledby="certificate-title">
      <h3 id="certificate-title" tabindex="-1" ${place === 'opened' ? ref(focusOnce) : nothing}>
        ${say(words().certificate.names[of])}
      </h3>
      <div role="status">${verdict(model.certificates, account)}</div>
      ${account ? details(model.certificates, account) : nothing}
      ${place === 'opened' ? buttons(model, account) : nothing}
    </section>
  `;
}

/** Where the keyboard and a screen reader continue. When it is called the heading is not in the page yet. */
function focusOnce(heading: Element | undefined): void {
  queueMicrotask(() => (heading as HTMLElement | undefined)?.focus());
}

function verdict({ state, of }: CertificateReading, account: CertificateAccount | undefined) {
  if (state?.kind === 'reading') return html`<p>${say(words().certificate.reading[of])}</p>`;
  if (state?.kind !== 'failed') return html`<p class="lead">${say(account?.verdict ?? '')}</p>`;
  const { title, lines } = certificateTexts().failure(state.code, of);
  return html`
    ${title === words().certificate.names[of] ? nothing : html`<p class="lead">${say(title)}</p>`}
    ${lines.map((line) => html`<p>${say(line)}</p>`)}
  `;
}

function details(reading: CertificateReading, { advice, facts }: CertificateAccount) {
  return html`
    ${advice.map((line) => html`<p>${say(line)}</p>`)}
    ${factList(facts)}
    ${facts.length > 0 ? html`<p class="support">${say(words().certificate.revocation)}</p>` : nothing}
    ${reading.hasHolder ? person(reading) : nothing}
  `;
}

/** The person in a 署名用 certificate: on request, and gone when they say so. */
function person(reading: CertificateReading) {
  const { holder } = reading;
  const { certificates } = words().page;
  const toggle = () => (holder ? reading.hideHolder() : reading.showHolder());
  return html`
    <div class="certificate-person">
      <myna-button kind="quiet" .text=${say(holder ? certificates.hidePersonal : certificates.personal)}
        .expanded=${holder !== undefined}
        describedBy="certificate-person-help"
        @click=${toggle}></myna-button>
      <p class="support" id="certificate-person-help">${say(certificates.personalHelp)}</p>
    </div>
    ${holder === 'none' ? html`<p role="status">${say(words().certificate.holder.none)}</p>` : nothing}
    ${holder && holder !== 'none' ? factList(certificateTexts().holder(holder)) : nothing}
  `;
}

/** What is taken from the card as it stands is in Japanese, also among words of another language. */
function factList(facts: readonly CertificateFact[]) {
  if (facts.length === 0) return nothing;
  return html`
    <dl class="facts">
      ${facts.map(
        ({ term, text, verbatim }) => html`<div>
          <dt>${say(term)}</dt>
          <dd lang=${verbatim ? 'ja' : nothing}>${verbatim ? text : say(text)}</dd>
        </div>`,
      )}
    </dl>
  `;
}

function buttons(model: AppModel, account: CertificateAccount | undefined) {
  const { state, of } = model.certificates;
  const { buttons: labels, certificates } = words().page;
  const close = () => {
    model.closeCertificates();
    document.getElementById('certificate-button')?.focus();
  };
  const readAgain = () => {
    // The button goes away while it is read.
    document.getElementById('certificate-title')?.focus();
    void model.readAuthCertificate();
  };
  const canReadAgain = state?.kind === 'failed' || account?.advice.includes(words().certificate.readAgain[of]);
  return html`
    <div class="certificate-buttons">
      ${
        canReadAgain
          ? html`<myna-button kind="quiet" .text=${say(labels.readAgain)} @click=${readAgain}></myna-button>`
          : nothing
      }
      <myna-button kind="quiet" .text=${say(certificates.close)} @click=${close}></myna-button>
    </div>
  `;
}
