import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readPassphrase } from 'wbn-sign';

const HOW_TO_MAKE = `署名鍵（Ed25519、PEM）を --key FILE か環境変数 WEB_BUNDLE_KEY で指定してください。新しい鍵は次のように作れます。
The signing key (Ed25519, PEM) is given with --key FILE or in WEB_BUNDLE_KEY. A new one is made with:

  openssl genpkey -algorithm ed25519 -aes256 -out web-bundle-key.pem

アプリの ID は鍵から決まります。鍵をなくすと更新できなくなり、漏れると他人が更新できるようになります。
The ID of the app follows from the key. Whoever loses it cannot update the app any more; whoever has it can.`;

type AskPassphrase = (description: string) => Promise<string>;

/** Why nothing was built, in a text for the person at the terminal. */
export class BuildRefused extends Error {}

/** Reads the private key at `path`, asking for its passphrase when it has one. Never makes a key. Throws `BuildRefused`. */
export async function readKey(
  path: string | undefined,
  askPassphrase: AskPassphrase = readPassphrase,
): Promise<KeyObject> {
  if (!path) throw new BuildRefused(HOW_TO_MAKE);
  let pem: Buffer;
  try {
    pem = readFileSync(path);
  } catch {
    throw new BuildRefused(`${path}: 読めません。 / It cannot be read.\n\n${HOW_TO_MAKE}`);
  }
  const key = await parse(pem, path, askPassphrase);
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new BuildRefused(
    `${path}: Ed25519 の秘密鍵ではありません。 / It is not a private Ed25519 key.\n\n${HOW_TO_MAKE}`,
  );
}

async function parse(key: Buffer, path: string, askPassphrase: AskPassphrase): Promise<KeyObject | undefined> {
  // The codes of OpenSSL for a key without its passphrase differ between its versions.
  const encrypted = key.includes('ENCRYPTED');
  const passphrase = encrypted ? await askPassphrase(path) : undefined;
  try {
    return createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    if (!encrypted) return undefined;
    throw new BuildRefused(`${path}: パスフレーズが違います。 / The passphrase is wrong.`);
  }
}
