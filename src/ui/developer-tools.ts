import type { ReaderDesk } from '../app/reader-desk.ts';
import type { BridgeConnection } from '../readers/bridge/bridge-client.ts';
import type { SmartCardResourceManager } from '../readers/web-smart-card/types.ts';

/**
 * The workbench for developers, as the page sees it. It is in a chunk of its own, which is loaded only where the address asks
 * for it (`?dev`): everybody else's page neither has nor fetches it.
 */
export interface DeveloperTools {
  /** Stands between the page and a way to cards, so that what happens there can be recorded. */
  tap(manager: SmartCardResourceManager): SmartCardResourceManager;
  tapBridge(link: BridgeConnection): BridgeConnection;
  /** Markup for the header of the page: whether it is being recorded. */
  mark(): unknown;
  /** Markup below the page. */
  section(desk: ReaderDesk): unknown;
  /** Called when `mark` or `section` have changed. */
  onChange: () => void;
}
