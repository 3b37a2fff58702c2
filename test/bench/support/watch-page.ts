/** Put into a page before its own scripts. Says when its first screen stands, which tasks were long, and does a person's job. */
const longTasks: number[] = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longTasks.push(duration);
}).observe({ type: 'longtask', buffered: true });

/** Of the step that is on screen: nothing but the heading of a step has it. */
const HEADING = '#step-title';

const drawn = new Promise<number>((resolve) => {
  const look = () => {
    if (!document.querySelector(HEADING)?.textContent) return;
    observer.disconnect();
    resolve(performance.now());
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
});

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** With what was drawn on the screen, and nothing left to do before the page can answer to a person. */
const usable = drawn.then(async () => {
  await frame();
  await frame();
  return performance.now();
});

async function until<T>(question: () => T | null | undefined | false): Promise<T> {
  for (;;) {
    const answer = question();
    if (answer) return answer;
    await frame();
  }
}

const button = (name: string) =>
  [...document.querySelectorAll<HTMLButtonElement>('button')].find(
    (one) => one.querySelector('.button-face')?.textContent === name,
  );
const press = async (name: string) => (await until(() => button(name))).click();
const step = (name: string) => until(() => document.querySelector(`.step[data-step=${name}]`));

export interface JobInPage {
  /** From the choice to the result, of these PINs; `typed` fills the fields in their order on the screen. */
  readonly pins: readonly string[];
  readonly typed: readonly string[];
  readonly buttons: { readonly next: string; readonly change: string; readonly again: string };
  /** What the result says of a PIN that was changed. */
  readonly changed: string;
}

const watchPage = {
  /** Milliseconds since the navigation began. */
  async times() {
    return { drawn: await drawn, usable: await usable };
  },
  /** Since 1970, as every other process of the machine tells the time. */
  async usableAt() {
    return performance.timeOrigin + (await usable);
  },
  /** When the overview of a card is drawn and the frame with it begins, since 1970. */
  async overviewAt() {
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!document.querySelector('.step[data-step=choose] input')) return;
        observer.disconnect();
        resolve();
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true });
      look();
    });
    await frame();
    return performance.timeOrigin + performance.now();
  },
  longTasks: () => longTasks.splice(0),
  /** Addresses of what was asked for before the first screen was drawn, and of everything. */
  async requests() {
    const before = await drawn;
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const all = entries.map(({ name }) => name);
    return { first: entries.filter(({ startTime }) => startTime <= before).map(({ name }) => name), all };
  },
  /** Does the job, and stays with its result. */
  async job({ pins, typed, buttons, changed }: JobInPage) {
    for (const pin of pins)
      (await until(() => document.querySelector<HTMLInputElement>(`.step input#pin-${pin}`))).click();
    await press(buttons.next);
    const inputs = await until(() => {
      const found = [...document.querySelectorAll<HTMLInputElement>('.step[data-step=type] pin-field input')];
      return found.length === typed.length && found;
    });
    for (const [index, input] of inputs.entries()) {
      input.value = typed[index] as string;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      // Nobody types into two fields at once.
      await frame();
    }
    await press(buttons.next);
    await step('confirm');
    await press(buttons.change);
    const result = await step('result');
    const outcomes = await until(() => {
      const text = result.textContent ?? '';
      return text.split(changed).length > pins.length && text;
    });
    return outcomes.length;
  },
  async again({ buttons }: JobInPage) {
    await press(buttons.again);
    await step('choose');
  },
};
export type WatchPage = typeof watchPage;

Object.assign(window, { watchPage });
