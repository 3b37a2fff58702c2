/** Runs in the page: what of its text cannot be read as it lies there, and what is too small to be hit. */
export function geometryProblems(): string[] {
  /** Pixels that rounding may cost. */
  const SLACK = 1;
  /** Pixels by which letters side by side may share a place: a bracket is narrower than its box. */
  const TOUCH = 4;
  /** WCAG 2.2, 2.5.5, as the design system asks for. */
  const TARGET = 44;
  const problems: string[] = [];
  const { clientWidth } = document.documentElement;
  const short = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 60);
  const named = (element: Element) => {
    const of = element.closest('[id]') ?? element;
    return `<${element.localName}${of.id ? ` #${of.id}` : ''}${element.className ? ` .${String(element.className).split(' ')[0]}` : ''}>`;
  };

  const modal = document.querySelector('dialog:modal');
  const root: Element = modal ?? document.body;
  /** Of a dialog its own scrolling, of the page that of the window. */
  const scroller = modal ?? document.documentElement;
  if (scroller.scrollWidth > scroller.clientWidth + SLACK) {
    problems.push(`scrolls sideways: ${scroller.scrollWidth} px wide in ${scroller.clientWidth}`);
  }

  interface Place {
    /** For screen readers alone: one pixel, cut off on purpose. */
    readonly heardOnly: boolean;
    readonly scrollsItself: boolean;
    readonly floats: boolean;
    /** Elements around it that hide what leaves them, from within. */
    readonly clips: readonly { readonly element: Element; readonly overflowX: string; readonly overflowY: string }[];
  }
  const places = new Map<Element | null, Place>([
    [root, { heardOnly: false, scrollsItself: false, floats: false, clips: [] }],
  ]);
  /** Where an element is, up to the root. Asked of every text, so that each element is looked at once. */
  function placeOf(element: Element): Place {
    const known = places.get(element);
    if (known) return known;
    const around = placeOf(element.parentElement ?? root);
    const { overflow, overflowX, overflowY, position } = getComputedStyle(element);
    const { width, height } = overflow === 'visible' ? { width: 2, height: 2 } : element.getBoundingClientRect();
    const hides = overflowX !== 'visible' || overflowY !== 'visible';
    const place = {
      heardOnly: around.heardOnly || (width <= 1 && height <= 1),
      scrollsItself: around.scrollsItself || /auto|scroll/.test(overflowX),
      floats: around.floats || /fixed|sticky/.test(position),
      clips: hides ? [{ element, overflowX, overflowY }, ...around.clips] : around.clips,
    };
    places.set(element, place);
    return place;
  }
  const visible = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !placeOf(element).heardOnly;

  const boxes: { readonly owner: Element; readonly text: string; readonly rect: DOMRect; readonly floats: boolean }[] =
    [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement as Element;
    const text = node.nodeValue ?? '';
    if (text.trim() === '' || /^(option|script|style|title|noscript)$/.test(owner.localName) || !visible(owner))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    if (rects.length === 0) problems.push(`not on screen: "${short(text)}"`);
    const { scrollsItself: ownScroll, floats } = placeOf(owner);
    for (const rect of rects) {
      if (!ownScroll && (rect.left < -SLACK || rect.right > clientWidth + SLACK)) {
        problems.push(
          `leaves the window: "${short(text)}" (${Math.round(rect.left)}–${Math.round(rect.right)} of ${clientWidth})`,
        );
        break;
      }
    }
    for (const rect of rects) boxes.push({ owner, text, rect, floats });
    const cut = ownScroll ? undefined : cutBy(owner, rects);
    if (cut) problems.push(`cut off by ${named(cut)}: "${short(text)}"`);
  }

  /** The element around it that hides a part of this text. */
  function cutBy(owner: Element, rects: readonly DOMRect[]): Element | undefined {
    for (const { element, overflowX, overflowY } of placeOf(owner).clips) {
      const frame = element.getBoundingClientRect();
      const wide =
        overflowX !== 'visible' &&
        rects.some(({ left, right }) => left < frame.left - SLACK || right > frame.right + SLACK);
      const high =
        /hidden|clip/.test(overflowY) &&
        rects.some(({ top, bottom }) => top < frame.top - 4 || bottom > frame.bottom + 4);
      if (wide || high) return element;
    }
    return undefined;
  }

  // Lines stand closer together than the boxes of their letters are high: the middle of each is what has to be free.
  // The box of a word under its reading is as wide as that, and may reach over its neighbours: its letters do not.
  const inset = ({ owner, text, rect }: (typeof boxes)[number]) => {
    if (!owner.closest('ruby') || owner.closest('rt')) return 1;
    const ems = [...text.trim()].reduce((sum, letter) => sum + (letter < '\u0100' ? 0.5 : 1), 0);
    const letters = ems * Number.parseFloat(getComputedStyle(owner).fontSize);
    return Math.max(1, (rect.width - letters) / 2 + 1);
  };
  const core = (box: (typeof boxes)[number]) => coreOf(box.rect, inset(box));
  const coreOf = (rect: DOMRect, aside: number) => ({
    left: rect.left + aside,
    right: rect.right - aside,
    top: rect.top + rect.height * 0.3,
    bottom: rect.bottom - rect.height * 0.3,
  });
  const cores = boxes.map((box) => ({ ...box, core: core(box) })).sort((a, b) => a.core.top - b.core.top);
  for (const [index, one] of cores.entries()) {
    for (let next = index + 1; next < cores.length; next++) {
      const other = cores[next] as (typeof cores)[number];
      if (other.core.top >= one.core.bottom) break;
      if (one.floats !== other.floats) continue;
      const shared = Math.min(one.core.right, other.core.right) - Math.max(one.core.left, other.core.left);
      if (shared > TOUCH) {
        problems.push(`overlap: "${short(one.text)}" and "${short(other.text)}"`);
      }
    }
  }

  const reachable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  for (const each of root.querySelectorAll<HTMLElement>('*')) {
    const wider = each.scrollWidth > each.clientWidth + SLACK;
    const higher = each.scrollHeight > each.clientHeight + SLACK;
    if (!wider && !higher) continue;
    const { overflowX, overflowY } = getComputedStyle(each);
    const scrolls = (wider && /auto|scroll/.test(overflowX)) || (higher && /auto|scroll/.test(overflowY));
    if (scrolls && visible(each) && !each.matches(reachable) && !each.querySelector(reachable)) {
      problems.push(`scrolls, and no key gets there: ${named(each)}`);
    }
  }

  // In the page, as the fonts depend on its language.
  const ruler = document.createElement('span');
  Object.assign(ruler.style, { position: 'absolute', visibility: 'hidden', whiteSpace: 'nowrap' });
  root.append(ruler);
  for (const select of root.querySelectorAll('select')) {
    if (!visible(select)) continue;
    const style = getComputedStyle(select);
    ruler.style.font = style.font;
    const room = select.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    const text = select.selectedOptions[0]?.textContent?.trim() ?? '';
    ruler.textContent = text;
    if (ruler.getBoundingClientRect().width > room + SLACK) problems.push(`cut off in a list: "${short(text)}"`);
  }
  ruler.remove();
  for (const button of root.querySelectorAll<HTMLElement>('button, label, h1, h2, h3, li, p, dt, dd, summary')) {
    if (!visible(button) || placeOf(button).scrollsItself) continue;
    const { overflowX } = getComputedStyle(button);
    if (/hidden|clip/.test(overflowX) && button.scrollWidth > button.clientWidth + SLACK) {
      problems.push(`cut off in ${named(button)}: "${short(button.textContent ?? '')}"`);
    }
  }

  const targets =
    'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"], [tabindex="0"]';
  for (const target of root.querySelectorAll<HTMLElement>(targets)) {
    if (!visible(target) || target.closest('[inert]')) continue;
    // What can be scrolled by the keyboard is no button.
    if (target.matches('[tabindex="0"]:not(a, button, input, select, textarea, [role])')) continue;
    // WCAG 2.5.8: a link within a sentence is as high as its line.
    if (target.localName === 'a' && getComputedStyle(target).display === 'inline') continue;
    const labels = target instanceof HTMLInputElement ? [...(target.labels ?? [])] : [];
    const clickable = [target, ...(/checkbox|radio/.test((target as HTMLInputElement).type ?? '') ? labels : [])];
    const rects = clickable.map((each) => each.getBoundingClientRect());
    const width = Math.max(...rects.map(({ right }) => right)) - Math.min(...rects.map(({ left }) => left));
    const height = Math.max(...rects.map(({ bottom }) => bottom)) - Math.min(...rects.map(({ top }) => top));
    if (width < TARGET - 0.5 || height < TARGET - 0.5) {
      problems.push(
        `too small to hit: ${named(target)} "${short(target.textContent ?? '')}" ${Math.round(width)}×${Math.round(height)}`,
      );
    }
  }
  return [...new Set(problems)];
}
