import { html, nothing } from 'lit';
import type { ReaderDesk } from '../../app/reader-desk.ts';
import type { DeveloperTools } from '../developer-tools.ts';
import { Tap } from './tap.ts';
import { RECORD } from './texts.ts';
import './workbench.ts';

export function createDeveloperTools(): DeveloperTools {
  const tap = new Tap(() => tools.onChange());
  const tools: DeveloperTools = {
    onChange: () => {},
    tap: (manager) => tap.around(manager),
    tapBridge: (link) => tap.aroundBridge(link),
    mark: () => (tap.recording ? html`<p class="recording-mark" lang="ja">${RECORD.mark}</p>` : nothing),
    section: (desk: ReaderDesk) => html`
      <pin-workbench
        lang="ja"
        .tap=${tap}
        .readAgain=${() => desk.readAgain()}
        .recording=${tap.recording}
        .developer=${desk.developer}
        .reader=${desk.selected?.way === 'bridge' ? desk.selected.name : undefined}
      ></pin-workbench>
    `,
  };
  return tools;
}
