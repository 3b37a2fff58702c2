import { describe, expect, it } from 'vitest';
import { NATIONAL_CONTACT } from '../office/national-contact.ts';
import { MAX_OFFICE_BYTES } from '../office/schema.ts';
import { loadOffice, type OfficeSources } from './load-office.ts';
import { isShared } from './office-rules.ts';

const GOOD = '{"name": "見本市", "feeYen": 0}';
const BETTER = '{"name": "見本市", "feeYen": 200}';
const BROKEN = '{\n"nam": "見本市"}';

/** A web server, or a bridge, and a browser that keeps what it is told to keep. */
class Host implements OfficeSources {
  readonly asked: string[] = [];
  answer: () => Response | Promise<Response> = () => new Response('', { status: 404 });
  readonly from: OfficeSources['from'];
  #kept = new Map<string, string>();

  constructor(from: OfficeSources['from']) {
    this.from = from;
  }

  readonly fetch = async (address: string) => {
    this.asked.push(address);
    return this.answer();
  };

  storage = () => ({
    getItem: (key: string) => this.#kept.get(key) ?? null,
    setItem: (key: string, value: string) => void this.#kept.set(key, value),
    removeItem: (key: string) => void this.#kept.delete(key),
  });

  is(status: number): void {
    this.answer = () => new Response('', { status });
  }

  has(text: string, type = 'application/json'): this {
    this.answer = () => new Response(text, { headers: { 'Content-Type': type } });
    return this;
  }
}

const offline = () => Promise.reject(new TypeError('Failed to fetch'));

describe('on a web server', () => {
  it('the file beside the page is the office', async () => {
    const host = new Host('file').has(GOOD);
    expect(await loadOffice(host)).toEqual({ office: JSON.parse(GOOD), problems: [] });
    expect(host.asked).toEqual(['./office.json']);
    expect((await loadOffice(host.has(BETTER))).office.feeYen).toBe(200);
  });

  it.each<[string, (host: Host) => void]>([
    ['there is none', () => {}],
    ['there is a page for every address', (host) => host.has('<!doctype html>', 'text/html; charset=utf-8')],
    ['it is gone', (host) => host.is(410)],
  ])('it is nobody’s where %s, whatever there was before', async (_, happens) => {
    const host = new Host('file').has(GOOD);
    await loadOffice(host);
    host.is(404);
    happens(host);
    expect(await loadOffice(host)).toEqual({ office: NATIONAL_CONTACT, problems: [] });
    host.answer = offline;
    expect((await loadOffice(host)).office).toBe(NATIONAL_CONTACT);
  });

  it('the last good file holds where it is broken now, and it is said why', async () => {
    const host = new Host('file').has(GOOD);
    await loadOffice(host);
    const { office, problems } = await loadOffice(host.has(BROKEN));
    expect(office.name).toBe('見本市');
    expect(problems).toMatchObject([
      { code: 'missing-key', line: 1 },
      { code: 'unknown-key', line: 2 },
    ]);
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['without a network', offline],
    ['while the server has trouble', () => new Response('', { status: 503 })],
  ])('the last good file holds %s', async (_, answer) => {
    const host = new Host('file').has(GOOD);
    await loadOffice(host);
    host.answer = answer;
    expect(await loadOffice(host)).toEqual({ office: JSON.parse(GOOD), problems: [] });
  });

  it('a broken file leaves the national contact where there never was a good one', async () => {
    const { office, problems } = await loadOffice(new Host('file').has(BROKEN));
    expect(office).toBe(NATIONAL_CONTACT);
    expect(problems).toHaveLength(2);
  });

  it('nothing is taken from a storage that somebody else has written to', async () => {
    const host = new Host('file');
    host.storage().setItem('myna-pin.office', '{"name": 5}');
    host.answer = offline;
    expect((await loadOffice(host)).office).toBe(NATIONAL_CONTACT);
  });

  it('works where storage is switched off', async () => {
    const host = new Host('file').has(GOOD);
    host.storage = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    expect((await loadOffice(host)).office.name).toBe('見本市');
    expect((await loadOffice(host.has(BROKEN))).office).toBe(NATIONAL_CONTACT);
  });

  it('reads no more of an answer without an end than a file may have', async () => {
    let sent = 0;
    const host = new Host('file');
    host.answer = () =>
      new Response(
        new ReadableStream({
          pull: (stream) => {
            sent += 10_000;
            stream.enqueue(new Uint8Array(10_000).fill(0x20));
          },
        }),
      );
    expect((await loadOffice(host)).problems).toEqual([{ code: 'file-too-large' }]);
    expect(sent).toBeLessThan(2 * MAX_OFFICE_BYTES);
  });
});

describe('on the bridge', () => {
  const says = (answer: object) => new Host('bridge').has(JSON.stringify(answer));

  it('is what the bridge says, with what is wrong', async () => {
    const problems = [{ code: 'not-found' }];
    const host = says({ settings: JSON.parse(GOOD), problems });
    expect(await loadOffice(host)).toEqual({ office: JSON.parse(GOOD), problems });
    expect(host.asked).toEqual(['/office']);
  });

  it('is out of order where no settings can be used: nobody knows whether changes are recorded', async () => {
    const problems = [{ code: 'not-found' }];
    const state = await loadOffice(says({ problems }));
    expect(state).toMatchObject({ outOfOrder: true, problems, office: { telephones: NATIONAL_CONTACT.telephones } });
    expect(isShared(state.office)).toBe(true);
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['the bridge has none', () => new Response(null, { status: 204 })],
    ['it is of an older version', () => new Response('There is no such file.', { status: 404 })],
  ])('is nobody’s where %s', async (_, answer) => {
    const host = new Host('bridge');
    host.answer = answer;
    expect(await loadOffice(host)).toEqual({ office: NATIONAL_CONTACT, problems: [] });
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['says something else', () => new Response('{"settings": {"name": 5}, "problems": []}')],
    ['failed', () => new Response(null, { status: 500 })],
    ['does not answer', offline],
  ])('is out of order while the bridge %s: a kiosk would be a page at home in a public place', async (_, answer) => {
    const host = new Host('bridge');
    host.answer = answer;
    const state = await loadOffice(host);
    expect([state.outOfOrder, isShared(state.office), state.problems]).toEqual([true, true, []]);
  });
});

it('a page that may ask nobody is nobody’s', async () => {
  expect((await loadOffice(undefined)).office).toBe(NATIONAL_CONTACT);
});
