import type { Section } from './figure.ts';
import { bridge } from './sections/bridge.ts';

export const SECTIONS: readonly Section[] = [bridge];
