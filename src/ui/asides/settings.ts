import { html } from 'lit';
import { say, words } from '../language.ts';
import type { AsideView } from './aside.ts';
import './settings-form.ts';

/** 表示の設定: how the page looks and is typed into. */
export function displaySettings(): AsideView {
  return { heading: say(words().settings.title), content: html`<settings-form></settings-form>` };
}
