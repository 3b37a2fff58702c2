import { stateFolder } from '../office/kept-office.ts';
import { StartedBrowsers } from './earlier-browser.ts';
import { KioskBrowser } from './kiosk-browser.ts';
import { KioskWatch, type KioskWatchOptions } from './kiosk-watch.ts';

export interface KioskOptions extends Pick<KioskWatchOptions, 'lost'> {
  /** The file of the browser. */
  readonly program: string;
  /** A new address, whose secret was not used; the page of the one before is sent away. */
  readonly renewAddress: () => string;
}

/** Puts the page on the whole screen, and keeps it there. What an earlier life left on it is taken away first. */
export function startKiosk({ program, renewAddress, lost }: KioskOptions): KioskWatch {
  const started = new StartedBrowsers(stateFolder());
  started.endThoseLeft();
  const watch = new KioskWatch({
    start: () => new KioskBrowser(program, renewAddress(), started),
    ...(lost ? { lost } : {}),
  });
  watch.start();
  return watch;
}
