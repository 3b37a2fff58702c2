import type { KeyObject } from 'node:crypto';
import { BundleBuilder } from 'wbn';
import { IntegrityBlockSigner, NodeCryptoSigningStrategy, WebBundleId } from 'wbn-sign';
import type { PageFile } from '../http/page-files.ts';
import { pagePolicy } from './page-delivery.ts';

export interface SignedBundle {
  readonly bytes: Uint8Array;
  /** The Web Bundle ID: it follows from the key alone, and is the same for every version signed with it. */
  readonly id: string;
  /** `isolated-app://ID/` */
  readonly origin: string;
}

/**
 * Makes a Signed Web Bundle of `files`, by path as in a request. `key` is a private Ed25519 key: with it, unlike with an
 * ECDSA key, the same files always are the same bytes.
 */
export async function signBundle(files: ReadonlyMap<string, PageFile>, key: KeyObject): Promise<SignedBundle> {
  const bundleId = new WebBundleId(key);
  const origin = bundleId.serializeWithIsolatedWebAppOrigin();
  const builder = new BundleBuilder();
  for (const path of [...files.keys()].sort()) {
    const file = files.get(path);
    if (!file) continue;
    builder.addExchange(new URL(path, origin).href, 200, headersOf(file), file.content);
  }
  const id = bundleId.serialize();
  const signer = new IntegrityBlockSigner(builder.createBundle(), id, [new NodeCryptoSigningStrategy(key)]);
  return { bytes: (await signer.sign()).signedWebBundle, id, origin };
}

/** Browsers add a policy and isolation of their own to such an app; both hold. */
function headersOf({ type }: PageFile): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': pagePolicy('iwa', false),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  };
}
