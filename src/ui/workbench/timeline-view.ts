import { html } from 'lit';
import type { Outcome } from '../../card/explain-meanings.ts';
import type { Opened } from './open-recording.ts';
import { saveFile } from './save-file.ts';
import { APDU_TEXTS, SHORT_LANE_NAMES, TIMELINE } from './texts.ts';
import { durationSentence, laneName, OUTCOME_MARKS, timelineFile, timelinePicture } from './timeline-picture.ts';
import type { WorkbenchModel } from './workbench-model.ts';

/** The timeline on the page: the names of its lanes stay in sight while it is moved. */
export function timelineView(model: WorkbenchModel, opened: Opened) {
  const { lanes } = opened.timeline;
  const save = () => saveFile(`${opened.name.replace(/\.apdu$/, '')}.svg`, 'image/svg+xml', timelineFile(opened));
  return html`
    <section class="timeline" aria-labelledby="timeline-heading">
      <div class="bench-head">
        <h4 id="timeline-heading">${TIMELINE.title}</h4>
        <button type="button" class="button-quiet" @click=${save}>${TIMELINE.save}</button>
      </div>
      <p class="support">${durationSentence(opened)}</p>
      <div class="timeline-frame">
        <ul class="timeline-lanes" aria-hidden="true">
          ${lanes.map((lane) => html`<li title=${laneName(lane)}>${SHORT_LANE_NAMES[lane.kind === 'pin' ? lane.pin : lane.kind]}</li>`)}
        </ul>
        <div class="timeline-scroll" tabindex="0" role="region" aria-label=${TIMELINE.region}>
          ${timelinePicture(opened, {
            labelled: false,
            current: opened.rows[model.cursor]?.start,
            onPick: (entry) => model.goToEntry(entry),
          })}
        </div>
      </div>
      <ul class="legend" aria-label=${TIMELINE.legend}>
        ${(Object.keys(OUTCOME_MARKS) as Outcome[]).map(
          (outcome) =>
            html`<li><span class="sign sign-${outcome}">${OUTCOME_MARKS[outcome].sign}</span>${APDU_TEXTS.words.outcomes[outcome]}</li>`,
        )}
        <li class="support">${TIMELINE.numbers}</li>
      </ul>
    </section>
  `;
}
