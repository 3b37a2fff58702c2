import { html } from 'lit';
import type { Notice } from '../texts/card-words.ts';
import './components/notice.ts';
import type { NoticeKind } from './components/notice.ts';
import { say } from './language.ts';

export function notice({ title, lines }: Notice, kind: NoticeKind) {
  return html`<myna-notice .kind=${kind} .heading=${say(title)} .lines=${lines.map(say)}></myna-notice>`;
}
