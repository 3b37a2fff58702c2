import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Pixels of a picture at half its size. */
const BLOCK = 16;
/** Share of a block that may have changed: letters drawn in another way change less, an edge that has gone more. */
const MOST_OF_A_BLOCK = 0.2;
/** How different a pixel has to be, from 0 to 1, after the picture was blurred. */
const THRESHOLD = 0.12;
/** Pixels by which two pictures of the same page may differ in height, at full size. */
const HEIGHT_SLACK = 4;

export interface Difference {
  /** In one sentence; empty where the pictures show the same. */
  readonly said: string;
  /** What has changed, in red. */
  readonly picture: Buffer;
}

/**
 * Compares what two pictures (PNG) show: at half size and blurred, so that letters may be drawn in another way, and block by
 * block, so that a small thing that has gone or moved counts as much as a large one.
 */
export function compare(one: Buffer, other: Buffer): Difference {
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)];
  if (a.width !== b.width) return { said: `one is ${a.width} pixels wide, the other ${b.width}`, picture: other };
  const height = Math.min(a.height, b.height);
  const [left, right] = [softened(a, height), softened(b, height)];
  const { width: w, height: h } = left;
  const difference = new PNG({ width: w, height: h });
  pixelmatch(left.data, right.data, difference.data, w, h, { threshold: THRESHOLD, includeAA: true, diffMask: true });
  const changed: string[] = [];
  for (let top = 0; top < h; top += BLOCK) {
    for (let start = 0; start < w; start += BLOCK) {
      const share = shareOfBlock(difference, start, top);
      if (share > MOST_OF_A_BLOCK) changed.push(`${start * 2},${top * 2}`);
    }
  }
  const said = [
    ...(Math.abs(a.height - b.height) > HEIGHT_SLACK ? [`one is ${a.height} pixels high, the other ${b.height}`] : []),
    ...(changed.length > 0
      ? [
          `something is different at ${changed.slice(0, 5).join(' ')}${changed.length > 5 ? ` and ${changed.length - 5} places more` : ''}`,
        ]
      : []),
  ];
  return { said: said.join('; '), picture: PNG.sync.write(difference) };
}

function shareOfBlock({ data, width, height }: PNG, start: number, top: number): number {
  let count = 0;
  for (let y = top; y < Math.min(top + BLOCK, height); y++) {
    for (let x = start; x < Math.min(start + BLOCK, width); x++) if ((data[(y * width + x) * 4 + 3] ?? 0) > 0) count++;
  }
  return count / (BLOCK * BLOCK);
}

/** At half size, each pixel the mean of itself and its neighbours. */
function softened(picture: PNG, height: number): { data: Buffer; width: number; height: number } {
  return blurred(halved(picture, height));
}

function halved({ data, width }: PNG, fullHeight: number) {
  const [w, h] = [width >> 1, fullHeight >> 1];
  const half = Buffer.alloc(w * h * 4, 255);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const at = (2 * y * width + 2 * x) * 4 + channel;
        const sum =
          (data[at] ?? 0) + (data[at + 4] ?? 0) + (data[at + width * 4] ?? 0) + (data[at + width * 4 + 4] ?? 0);
        half[(y * w + x) * 4 + channel] = sum >> 2;
      }
    }
  }
  return { data: half, width: w, height: h };
}

function blurred({ data, width, height }: { data: Buffer; width: number; height: number }) {
  const soft = Buffer.alloc(data.length, 255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let dy = -1; dy <= 1; dy++) {
          const row = Math.min(Math.max(y + dy, 0), height - 1) * width;
          for (let dx = -1; dx <= 1; dx++) {
            sum += data[(row + Math.min(Math.max(x + dx, 0), width - 1)) * 4 + channel] ?? 0;
          }
        }
        soft[(y * width + x) * 4 + channel] = sum / 9;
      }
    }
  }
  return { data: soft, width, height };
}
