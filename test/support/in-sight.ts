import type { Locator } from 'playwright-core';

/** Whole, where it is not covered by what stays at the edges of the screen. */
export function inSight(element: Locator): Promise<boolean> {
  return element.evaluate((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const edges = [
      [left + 2, y],
      [right - 2, y],
      [x, top + 2],
      [x, bottom - 2],
    ] as const;
    return edges.every(([x, y]) => one.contains(document.elementFromPoint(x, y)));
  });
}
