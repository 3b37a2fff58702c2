import { html } from 'lit';
import { say, words } from '../language.ts';
import type { Asides, AsideView } from './aside.ts';

/** 困ったときは: what to do about a PIN or a card in trouble. */
export function guidance(_asides: Asides): AsideView {
  const { guidance } = words();
  return { heading: say(guidance.title), content: html`` };
}
