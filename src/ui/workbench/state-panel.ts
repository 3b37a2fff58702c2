import { html } from 'lit';
import type { SessionState } from '../../card/explain.ts';
import { APDU_TEXTS, STATE } from './texts.ts';

/** Where the session stands after the current row: what is selected, and what is known of each PIN. */
export function statePanel({ connected, application, otherApplication, file, references }: SessionState) {
  const { words } = APDU_TEXTS;
  return html`
    <section class="session-state" aria-labelledby="session-state-title">
      <h4 id="session-state-title">${STATE.title}</h4>
      <dl class="bench-facts">
        <div><dt>${STATE.connection}</dt><dd>${connected ? STATE.connected : STATE.disconnected}</dd></div>
        <div>
          <dt>${STATE.application}</dt>
          <dd>${application ? words.applications[application] : (otherApplication ?? STATE.none)}</dd>
        </div>
        <div><dt>${STATE.file}</dt><dd>${file ? APDU_TEXTS.file(file) : STATE.none}</dd></div>
      </dl>
      <table class="pin-states">
        <thead>
          <tr><th scope="col">${STATE.pins}</th><th scope="col">${STATE.tries}</th><th scope="col">${STATE.verified}</th></tr>
        </thead>
        <tbody>
          ${references.map(
            ({ pin, application, triesLeft, verified }) => html`
              <tr>
                <th scope="row">${APDU_TEXTS.reference(pin, application)}</th>
                <td class=${triesLeft === 0 ? 'pin-state-locked' : ''}>${STATE.triesLeft(triesLeft)}</td>
                <td class=${verified ? 'pin-state-verified' : ''}>${verified ? STATE.yes : STATE.no}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </section>
  `;
}
