import { html, type SVGTemplateResult, svg } from 'lit';

/** The back of the card, with its chip near one end, on 54 × 86 units. */
const CARD_WITH_CHIP = svg`
  <rect width="54" height="86" rx="4" class="picture-card"/>
  <rect x="17" y="10" width="20" height="17" rx="3" class="picture-chip"/>
  <path d="M17 18.5h6m8 0h6M27 10v5m0 7v5" class="picture-chip-line"/>
  <path d="M12 48h30M12 57h30M12 66h19" class="picture-print"/>`;

/** From above: the card goes into the slot with its chip first, which lies up. */
const CONTACT = svg`
  <g transform="translate(83 64)"><g class="picture-moving picture-moving-up">${CARD_WITH_CHIP}</g></g>
  <rect x="62" y="6" width="96" height="64" rx="8" class="picture-device"/>
  <path d="M74 70h72" class="picture-slot"/>
  <path d="M110 6v-4" class="picture-cable"/>
  <path d="M170 128V92m-11 12 11-12 11 12" class="picture-arrow"/>`;

/** Aslant: the card comes down on the mark. */
const CONTACTLESS = svg`
  <path d="m20 120 80-40 100 36-80 42Z" class="picture-device"/>
  <path d="M20 120v10l100 38 80-42v-10l-80 42Z" class="picture-device"/>
  <ellipse cx="110" cy="119" rx="14" ry="6" class="picture-mark"/>
  <ellipse cx="110" cy="119" rx="32" ry="14" class="picture-mark"/>
  <g class="picture-moving picture-moving-down">
    <path d="m50 62 50-25 62 22-50 27Z" class="picture-card"/>
    <path d="m70 62 14-7 13 5-14 7Z" class="picture-chip"/>
    <path d="m106 74 28-15m-17 19 28-15" class="picture-print"/>
  </g>
  <path d="M196 44v38m-11-12 11 12 11-12" class="picture-arrow"/>`;

function picture(shapes: SVGTemplateResult) {
  return html`<svg class="picture" viewBox="0 0 220 176" aria-hidden="true" focusable="false">${shapes}</svg>`;
}

/** How a card lies in the two kinds of readers; nothing to a screen reader, which has the words beside. */
export const PLACING = { contact: picture(CONTACT), contactless: picture(CONTACTLESS) } as const;
