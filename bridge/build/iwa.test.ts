import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bundle } from 'wbn';
import { type PageFile, readPageFiles } from '../http/page-files.ts';
import { type BuildList, buildPage, sha256 } from './build-page.ts';
import { findProblems } from './find-problems.ts';
import { readKey } from './read-key.ts';
import { signBundle } from './sign-bundle.ts';

/**
 * Where things are in an integrity block with one Ed25519 signature, in bytes: the block up to its signatures, the
 * attributes of the signature, the signature after its two bytes of CBOR, the bundle (WICG: isolated-web-apps, integrity
 * block).
 */
const STACK = 0x56;
const ATTRIBUTES = 0x58;
const KEY = 0x6c;
const SIGNATURE = 0x8e;
const BUNDLE = 0xce;

describe('the Isolated Web App', () => {
  let folder: string;
  let list: BuildList;
  let files: ReadonlyMap<string, PageFile>;
  const key = generateKeyPairSync('ed25519').privateKey;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'myna-pin-iwa-'));
    list = await buildPage('iwa', join(folder, 'page'));
    files = readPageFiles(join(folder, 'page'));
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has nothing in it that must not be there', () => {
    expect(findProblems(files, list)).toEqual([]);
    expect([...files.keys()].filter((path) => path.includes('service-worker'))).toEqual([]);
  });

  it('declares what it may do, and its version', () => {
    const manifest = JSON.parse(files.get('/.well-known/manifest.webmanifest')?.content.toString() ?? '');
    expect(manifest).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      start_url: '/',
      permissions_policy: { usb: ['self'], 'usb-unrestricted': ['self'], 'cross-origin-isolated': ['self'] },
    });
    for (const { src } of manifest.icons) expect(files.has(src)).toBe(true);
  });

  it('is signed with the key, whose ID it has, and has the files of the build, byte for byte', async () => {
    const { bytes, id, origin } = await signBundle(files, key);
    expect(isSigned(bytes, key)).toBe(true);
    expect(Buffer.from(bytes.subarray(0, STACK)).toString('latin1')).toContain(id);
    expect(origin).toBe(`isolated-app://${id}/`);
    const bundle = new Bundle(bytes.subarray(BUNDLE));
    expect(bundle.urls.sort()).toEqual([...files.keys()].map((path) => new URL(path, origin).href).sort());
    for (const [path, { type, content }] of files) {
      const { status, headers, body } = bundle.getResponse(new URL(path, origin).href);
      expect([status, headers['content-type'], sha256(body)]).toEqual([200, type, sha256(content)]);
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers['content-security-policy']).not.toMatch(/unsafe|http:|https:|ws:/);
    }
  });

  it('is the same bytes from the same sources, whatever the order of the files', async () => {
    const again = join(folder, 'again');
    await buildPage('iwa', again);
    const reversed = new Map([...readPageFiles(again)].reverse());
    expect(sha256((await signBundle(reversed, key)).bytes)).toBe(sha256((await signBundle(files, key)).bytes));
  }, 60_000);

  it.each([
    ['the ID', STACK - 1],
    ['the key', KEY],
    ['the signature', SIGNATURE],
    ['the first byte of the bundle', BUNDLE],
    ['a file', BUNDLE + 100_000],
    ['the last byte', -1],
  ])('is not signed any more with another bit in %s', async (_what, at) => {
    const { bytes } = await signBundle(files, key);
    const index = at < 0 ? bytes.length + at : at;
    bytes[index] = (bytes[index] ?? 0) ^ 1;
    expect(isSigned(bytes, key)).toBe(false);
  });

  it.each<[string, string, string, RegExp]>([
    ['a file of somebody else', '/assets/more.js', 'export {};', /more\.js: the build did not write it/],
    ['a source map', '/assets/index.js.map', '{}', /index\.js\.map: is a source map/],
    ['a pointer to a source map', '/a.js', '//# sourceMappingURL=a.js.map', /a\.js: points to a source map/],
    ['an address', '/a.css', '@import "https://example.com/a.css";', /a\.css: has the address https:\/\/example\.com/],
    ['an inline script', '/', '<script>alert(1)</script>', /index\.html: has an inline script/],
    ['an inline style', '/', '<p style="color: red">', /index\.html: has an inline style/],
    ['an inline handler', '/', '<p onclick="go()">', /index\.html: has an inline event handler/],
    ['code from text', '/a.js', 'new Function("x")', /a\.js: makes code from text/],
    ['a page changed after the build', '/', '<p>', /index\.html: was changed after the build/],
  ])('refuses %s', (_what, path, text, problem) => {
    const type = { js: 'text/javascript', css: 'text/css', map: 'application/json' }[path.split('.').at(-1) ?? ''];
    const changed = new Map(files).set(path, { type: type ?? 'text/html', content: Buffer.from(text) });
    expect(findProblems(changed, list).join('\n')).toMatch(problem);
  });

  it('refuses a folder that lacks a file of the build', () => {
    const fewer = new Map(files);
    fewer.delete('/icons/icon-512.png');
    expect(findProblems(fewer, list)).toEqual(['icons/icon-512.png: is missing']);
  });

  it('asks for the passphrase of a key that has one, and says when it is wrong', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const file = join(folder, 'locked.pem');
    writeFileSync(
      file,
      privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'a passphrase' }),
    );
    expect((await readKey(file, async () => 'a passphrase')).equals(privateKey)).toBe(true);
    await expect(readKey(file, async () => 'another one')).rejects.toThrow('The passphrase is wrong.');
  });

  it('takes an Ed25519 key from a file, and says how to make one instead of making it', async () => {
    const pem = (made: KeyObject) => made.export({ type: 'pkcs8', format: 'pem' });
    const path = (name: string, content: string | Buffer) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const ecdsa = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    expect((await readKey(path('good.pem', pem(key)))).equals(key)).toBe(true);
    for (const bad of [undefined, join(folder, 'none.pem'), path('ec.pem', pem(ecdsa)), path('text.pem', 'hello')]) {
      await expect(readKey(bad)).rejects.toThrow('openssl genpkey -algorithm ed25519');
    }
  });
});

/** The check that a browser makes, from the bytes alone. */
function isSigned(bytes: Uint8Array, key: KeyObject): boolean {
  const parts = [
    createHash('sha512').update(bytes.subarray(BUNDLE)).digest(),
    // The block as it was before there were signatures: an empty array in their place.
    Buffer.concat([bytes.subarray(0, STACK), Uint8Array.of(0x80)]),
    bytes.subarray(ATTRIBUTES, SIGNATURE - 2),
  ];
  const signed = parts.flatMap((part) => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(part.length));
    return [length, part];
  });
  const publicKey = createPublicKey(key);
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  if (!raw.equals(bytes.subarray(KEY, KEY + 32))) return false;
  return verify(null, Buffer.concat(signed), publicKey, bytes.subarray(SIGNATURE, BUNDLE));
}
