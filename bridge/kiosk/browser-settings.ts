/**
 * How Chromium behaves where anybody may touch it, in the order of what would go wrong without. Beside these the profile is
 * in a folder of its own, which is deleted, and the page is shown as an app (`--app`): then no key of the browser's works that
 * the page does not let pass, Ctrl+T and Ctrl+N among them.
 */
export const KIOSK_ARGUMENTS: readonly string[] = [
  // The whole screen, and no way to another address.
  '--kiosk',
  // Nothing of a visit is written down: no history, nothing typed, no passwords.
  '--incognito',
  // Prints at once, on the printer of the system: the dialog has a way to save files.
  '--kiosk-printing',
  // Nobody is there who could answer a question.
  '--no-first-run',
  '--no-default-browser-check',
  '--noerrdialogs',
  '--hide-crash-restore-bubble',
  '--disable-session-crashed-bubble',
  '--disable-infobars',
  // Two fingers make nothing larger, and no swipe leads back.
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--disable-features=Translate,BackForwardCache,MediaRouter,OptimizationHints',
  '--disable-extensions',
  // Its page gives a sign of life also while the display is off or something lies over it.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  // No key ring of the person who is logged in is asked for.
  '--password-store=basic',
  '--use-mock-keychain',
  // Asks nobody on the network for anything.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-pings',
];

/** In the new profile, for what no argument says. */
export const KIOSK_PREFERENCES = {
  autofill: { profile_enabled: false, credit_card_enabled: false },
  credentials_enable_service: false,
  profile: { password_manager_enabled: false, exit_type: 'Normal', exited_cleanly: true },
  translate: { enabled: false },
  // No developer tools, whatever keys there are.
  devtools: { availability: 2 },
};
