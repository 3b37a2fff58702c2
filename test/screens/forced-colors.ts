/** Runs in the page, in forced colours: controls that do not stand out from what is around them. */
export function forcedColorsProblems(): string[] {
  const root = document.querySelector('dialog:modal') ?? document.body;
  const problems: string[] = [];
  const named = (element: Element) => {
    const text = (element.textContent ?? '').trim() || (element as HTMLInputElement).labels?.[0]?.textContent?.trim();
    return `${element.localName} "${text?.replace(/\s+/g, ' ').slice(0, 40)}"`;
  };
  /** The first ground below it that is not see-through. */
  const ground = (element: Element | null): string => {
    if (!element) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return /, 0\)$|transparent/.test(backgroundColor) ? ground(element.parentElement) : backgroundColor;
  };
  for (const control of root.querySelectorAll<HTMLElement>('button, input, select, textarea')) {
    if (!control.checkVisibility()) continue;
    const { borderTopStyle: style, borderTopWidth: width, borderTopColor: color } = getComputedStyle(control);
    if (style === 'none' || Number.parseFloat(width) === 0 || color === ground(control.parentElement)) {
      problems.push(`without a border in forced colours: ${named(control)}`);
    }
  }
  for (const box of root.querySelectorAll<HTMLInputElement>('input[type="checkbox"], input[type="radio"]')) {
    if (!box.checkVisibility() || !box.checked) continue;
    const mark = getComputedStyle(box, '::before');
    const drawn = [mark.backgroundColor, mark.borderRightWidth === '0px' ? '' : mark.borderRightColor];
    const seen = drawn.some((color) => color !== '' && !/, 0\)$/.test(color) && color !== ground(box));
    if (mark.content === 'none' || !seen) problems.push(`not seen to be chosen in forced colours: ${named(box)}`);
  }
  return problems;
}

/** Runs in the page, in forced colours: what has the focus without a ring that can be seen. */
export function focusRingProblems(): string[] {
  const { activeElement: active, body } = document;
  if (!active || active === body) return [];
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(active);
  const ring = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  const page = getComputedStyle(body).backgroundColor;
  const seen = ring && outlineColor !== page && !/, 0\)$/.test(outlineColor);
  return seen ? [] : [`no ring around ${active.localName} "${(active.textContent ?? '').trim().slice(0, 40)}"`];
}
