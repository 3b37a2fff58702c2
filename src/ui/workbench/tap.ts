import { formatRecording } from '../../card/recording/format-recording.ts';
import type { Recording } from '../../card/recording/recording.ts';
import type { BridgeConnection } from '../../readers/bridge/bridge-client.ts';
import { Recorder } from '../../readers/recording/recorder.ts';
import type { SmartCardResourceManager } from '../../readers/web-smart-card/types.ts';
import { PRODUCT_VERSION } from '../product-version.ts';

/**
 * Stands around every way to a card that the page has. Owns: the recorder, and the last recording until the next one.
 * Does not own: the ways; what it is put around works as before.
 */
export class Tap {
  readonly #recorder = new Recorder();
  readonly #onChange: () => void;
  finished: Recording | undefined;
  /** The bridge without the recorder: what a developer enters is not recorded. */
  bridge: SmartCardResourceManager | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  around(manager: SmartCardResourceManager): SmartCardResourceManager {
    return this.#recorder.record(manager);
  }

  aroundBridge(link: BridgeConnection): BridgeConnection {
    this.bridge = link.resourceManager;
    void link.closed.then(() => {
      if (this.bridge === link.resourceManager) this.bridge = undefined;
    });
    return { ...link, resourceManager: this.around(link.resourceManager) };
  }

  get recording(): boolean {
    return this.#recorder.recording;
  }

  start(shows: string): void {
    this.finished = undefined;
    this.#recorder.start({ product: `myna-pin ${PRODUCT_VERSION}`, date: today(), shows });
    this.#onChange();
  }

  stop(): void {
    this.finished = this.#recorder.finish();
    this.#onChange();
  }
}

/** What a recording is saved as. */
export function recordingFile(recording: Recording): { name: string; text: string } {
  return { name: `myna-pin-${recording.header.date}.apdu`, text: formatRecording(recording) };
}

/** Where the person is, not in Greenwich. */
function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
