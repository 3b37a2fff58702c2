import { html, nothing, render, svg } from 'lit';
import type { SessionState } from '../../card/explain.ts';
import type { Outcome } from '../../card/explain-meanings.ts';
import type { Lane, Mark, Timeline, WorldMark } from '../../card/recording/timeline.ts';
import type { Opened } from './open-recording.ts';
import { APDU_TEXTS, PIN_NAMES, TIMELINE, VIEW } from './texts.ts';

/** Pixels. */
const LANE = { height: 40, mark: 28 } as const;
const TOP = 24;
const EVENT_ROW = 18;
/** Room for the longest name of an event. */
const EVENT_NAME = 220;
const LABELS = 232;
const HEADING = 32;
const LEGEND = 28;
const MIN_WIDTH = 320;

/**
 * The colours of the design system by value, and everything as attributes: the picture is saved as a file of its own, without
 * the style sheet of the page.
 */
const INK = {
  text: '#1a1a1a',
  support: '#4d4d4d',
  line: '#cccccc',
  session: '#e8f1fe',
  span: '#ffffff',
  event: '#c74700',
};

/** Colour and sign: nobody needs to tell the colours apart. */
export const OUTCOME_MARKS: Record<Outcome, { readonly colour: string; readonly sign: string }> = {
  done: { colour: '#197a4b', sign: '✓' },
  told: { colour: '#0017c1', sign: '…' },
  refused: { colour: '#c74700', sign: '×' },
  locked: { colour: '#ce0000', sign: '■' },
  failed: { colour: '#4d4d4d', sign: '!' },
};

interface PictureOptions {
  /** Names of the lanes and the signs, in the picture itself. */
  readonly labelled: boolean;
  /** Index of an entry, or none. */
  readonly current?: number | undefined;
  readonly onPick?: (entry: number) => void;
}

/** The name of a lane, as short as it can be said. */
export function laneName(lane: Lane): string {
  if (lane.kind === 'pin') return PIN_NAMES[lane.pin];
  return lane.kind === 'application' ? TIMELINE.application : TIMELINE.file;
}

/** The timeline of a recording as a picture. */
export function timelinePicture(opened: Opened, { labelled, current, onPick }: PictureOptions) {
  const { timeline, recording, rows } = opened;
  const left = labelled ? LABELS : 0;
  const bottom = TOP + timeline.lanes.length * LANE.height;
  const eventRows = Math.min(timeline.events.length, 3);
  const width = left + Math.max(timeline.width, MIN_WIDTH);
  const heading = labelled ? HEADING : 0;
  const height = heading + bottom + eventRows * EVENT_ROW + (labelled ? LEGEND : 0) + 4;
  const exchanges = rows.filter(({ outcome }) => outcome).length;
  return html`
    <svg
      class="timeline-svg"
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-labelledby="timeline-title timeline-desc"
      width=${width}
      height=${height}
      viewBox="0 0 ${width} ${height}"
      font-family="'Noto Sans JP', sans-serif"
      font-size="12"
    >
      <title id="timeline-title">${TIMELINE.svgTitle(recording.header.shows)}</title>
      <desc id="timeline-desc">${TIMELINE.description(exchanges, durationSentence(opened))}</desc>
      <rect width=${width} height=${height} fill="#ffffff" />
      ${labelled ? svg`<text x="8" y="22" fill=${INK.text} font-size="14" font-weight="700">${recording.header.shows}</text>` : nothing}
      <g transform="translate(0 ${heading})">
      <g transform="translate(${left} 0)">
        ${timeline.sessions.map(
          ({ start, end, failure }) => svg`
            <rect x=${start} y=${TOP} width=${end - start} height=${bottom - TOP} fill=${INK.session} />
            <text x=${start} y="15" fill=${INK.support} font-size="11">${failure ? `${TIMELINE.session} × ${failure}` : TIMELINE.session}</text>`,
        )}
        ${timeline.pauses.map(
          ({ start, end, ms }) => svg`
            <line x1=${start + 3} x2=${end - 3} y1=${TOP} y2=${TOP} stroke=${INK.support} stroke-width="2" stroke-dasharray="2 3" />
            <text x=${(start + end) / 2} y="15" text-anchor="middle" fill=${INK.support} font-size="11">${VIEW.seconds(ms)}</text>`,
        )}
        ${timeline.applications.map(({ start, end, state }) => span(start, end, TOP, applicationName(state)))}
        ${timeline.files.map(({ start, end, file }) => span(start, end, TOP + LANE.height, APDU_TEXTS.file(file)))}
        ${timeline.events.map((event, i) => worldEvent(event, i % 3, bottom, anchored(timeline, i)))}
      </g>
      ${timeline.lanes.map(
        (lane, i) => svg`
          <g transform="translate(0 ${TOP + i * LANE.height})" data-lane=${lane.kind === 'pin' ? lane.pin : lane.kind}>
            <line x2=${width} stroke=${INK.line} />
            ${labelled ? svg`<text x="8" y="25" fill=${INK.text} font-size="13">${laneName(lane)}</text>` : nothing}
            <g transform="translate(${left} 0)">${lane.marks.map((each) => mark(opened, each, current, onPick))}</g>
          </g>`,
      )}
      <line x2=${width} y1=${bottom} y2=${bottom} stroke=${INK.line} />
      ${labelled ? legend(bottom + eventRows * EVENT_ROW) : nothing}
      </g>
    </svg>
  `;
}

/** The picture as a file. */
export function timelineFile(opened: Opened): string {
  const holder = document.createElement('div');
  render(timelinePicture(opened, { labelled: true }), holder);
  const picture = holder.querySelector('svg');
  if (!picture) throw new Error('no picture');
  const walker = document.createTreeWalker(picture, NodeFilter.SHOW_COMMENT);
  const comments: Comment[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode as Comment);
  for (const comment of comments) comment.remove();
  return `${new XMLSerializer().serializeToString(picture)}\n`;
}

/** How long it took, and what the picture did with the time. */
export function durationSentence({ timeline }: Opened): string {
  if (timeline.evenlySpaced) return TIMELINE.even;
  const duration = TIMELINE.duration(VIEW.seconds(timeline.durationMs));
  return timeline.pauses.length > 0 ? `${duration}。${TIMELINE.shortened}` : duration;
}

function applicationName({ application, otherApplication }: SessionState): string {
  return application ? APDU_TEXTS.words.applications[application] : (otherApplication ?? '');
}

/** Something that stays selected; its name where there is room for it. */
function span(start: number, end: number, top: number, name: string) {
  const width = end - start;
  if (width < 1) return nothing;
  const room = [...name].reduce((sum, character) => sum + (character > '\u00ff' ? 11 : 6.5), 0) + 8 <= width;
  return svg`
    <g>
      <title>${name}</title>
      <rect x=${start} y=${top + 8} width=${width} height="24" rx="3" fill=${INK.span} stroke=${INK.line} />
      ${room ? svg`<text x=${start + 5} y=${top + 24} fill=${INK.text} font-size="11">${name}</text>` : nothing}
    </g>`;
}

/** Whether the name of an event stands before its line: where the next event, or the edge, would cut through it. */
function anchored({ events, width }: Timeline, index: number): boolean {
  const at = events[index]?.at ?? 0;
  return at > EVENT_NAME && Math.min(width, events[index + 1]?.at ?? width) - at < EVENT_NAME;
}

function worldEvent({ at, event }: WorldMark, row: number, bottom: number, late: boolean) {
  const name = APDU_TEXTS.words.events[event];
  return svg`
    <g>
      <title>${name}</title>
      <line x1=${at} x2=${at} y1=${TOP} y2=${bottom + row * EVENT_ROW + 14} stroke=${INK.event} stroke-width="2" stroke-dasharray="4 3" />
      <text x=${late ? at - 5 : at + 5} y=${bottom + row * EVENT_ROW + 13} text-anchor=${late ? 'end' : 'start'} fill=${INK.event} font-size="11">${name}</text>
    </g>`;
}

function mark(opened: Opened, each: Mark, current: number | undefined, onPick: PictureOptions['onPick']) {
  const { colour, sign } = OUTCOME_MARKS[each.outcome];
  const number = opened.rows.findIndex(({ start }) => start === each.command) + 1;
  const answer = each.said ? APDU_TEXTS.answer(each.said) : '';
  const top = (LANE.height - LANE.mark) / 2;
  const middle = (each.start + each.end) / 2;
  const tries = each.triesLeft === undefined ? '' : String(each.triesLeft);
  const label = each.outcome === 'told' && tries !== '' ? tries : `${sign}${each.outcome === 'refused' ? tries : ''}`;
  return svg`
    <g class="timeline-mark" data-outcome=${each.outcome} @click=${onPick ? () => onPick(each.command) : nothing}>
      <title>${TIMELINE.mark(number, APDU_TEXTS.command(each.meaning), answer)}</title>
      <rect x=${each.start} y=${top} width=${each.end - each.start} height=${LANE.mark} rx="4" fill=${colour} />
      <text x=${middle} y=${top + 18} text-anchor="middle" fill="#ffffff" font-size="11" font-weight="700">${label}</text>
      ${
        each.command === current
          ? svg`<rect data-current x=${each.start - 2} y=${top - 2} width=${each.end - each.start + 4} height=${LANE.mark + 4} rx="6" fill="none" stroke=${INK.text} stroke-width="3" />`
          : nothing
      }
    </g>`;
}

function legend(top: number) {
  return svg`
    <g transform="translate(8 ${top + 8})" font-size="11">
      ${(Object.keys(OUTCOME_MARKS) as Outcome[]).map(
        (outcome, i) => svg`
          <g transform="translate(${i * 76} 0)">
            <rect width="18" height="16" rx="3" fill=${OUTCOME_MARKS[outcome].colour} />
            <text x="9" y="12" text-anchor="middle" fill="#ffffff" font-weight="700">${OUTCOME_MARKS[outcome].sign}</text>
            <text x="23" y="12" fill=${INK.text}>${APDU_TEXTS.words.outcomes[outcome]}</text>
          </g>`,
      )}
      <text x=${5 * 76} y="12" fill=${INK.support}>${TIMELINE.numbers}</text>
    </g>`;
}
