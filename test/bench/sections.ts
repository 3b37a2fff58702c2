import type { Section } from './figure.ts';
import { apdus } from './sections/apdus.ts';
import { bridge } from './sections/bridge.ts';
import { journal } from './sections/journal.ts';
import { page } from './sections/page.ts';
import { scale } from './sections/scale.ts';
import { soak } from './sections/soak.ts';
import { start } from './sections/start.ts';
import { webusb } from './sections/webusb.ts';

export const SECTIONS: readonly Section[] = [bridge, apdus, page, start, webusb, scale, journal, soak];
