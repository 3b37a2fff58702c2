/** Languages of everything that is said to people outside the page as well. */
export type Language = 'ja' | 'en';
