import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import packageJson from '../../package.json' with { type: 'json' };
import { contentPolicy } from '../http/content-policy.ts';
import { ICONS, IWA_MANIFEST, STATIC_MANIFEST } from './web-manifest.ts';

const WORKER = 'service-worker.js';
/** The page itself, as any web server answers to the address of its folder. */
const PAGE = 'index.html';

/**
 * What the page needs where no bridge hands it out, by the mode of the build: `static` for any web server (policy, web
 * manifest, icons, service worker), `iwa` for the contents of an Isolated Web App. Changes nothing in other modes.
 */
export function pageDelivery(): Plugin {
  let mode = '';
  return {
    name: 'page-delivery',
    enforce: 'post',
    apply: (config, env) => env.command === 'build' && !config.build?.ssr && ['static', 'iwa'].includes(env.mode),
    config: (_config, env) => ({
      build: {
        rolldownOptions: {
          input: { index: PAGE, ...(env.mode === 'static' ? { worker: 'src/ui/service-worker.ts' } : {}) },
          output: { entryFileNames: ({ name }) => (name === 'worker' ? WORKER : 'assets/[name]-[hash].js') },
        },
      },
    }),
    configResolved: (config) => {
      mode = config.mode;
    },
    buildStart() {
      for (const { path, source } of ICONS) {
        this.emitFile({ type: 'asset', fileName: path, source: readFileSync(source) });
      }
      const manifest = mode === 'static' ? STATIC_MANIFEST : IWA_MANIFEST;
      this.emitFile({ type: 'asset', fileName: manifest.path, source: manifest.content(packageJson.version) });
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: pagePolicy(mode, true) },
          injectTo: 'head-prepend',
        },
        ...(mode === 'static'
          ? [{ tag: 'link', attrs: { rel: 'manifest', href: `./${STATIC_MANIFEST.path}` }, injectTo: 'head' as const }]
          : []),
      ],
    },
    generateBundle: {
      order: 'post',
      handler(_options, files) {
        if (mode !== 'static') return;
        const worker = files[WORKER];
        if (worker?.type !== 'chunk' || worker.imports.length > 0) throw new Error(`${WORKER} must be one file`);
        const list = JSON.stringify(offlineFiles(files));
        const version = createHash('sha256').update(list).digest('hex').slice(0, 16);
        // Functions, since `$` in a replacement has a meaning.
        worker.code = worker.code
          .replaceAll('OFFLINE_FILES', () => list)
          .replaceAll('OFFLINE_VERSION', () => JSON.stringify(version));
      },
    },
  };
}

/** The Content Security Policy of a page that no bridge hands out; `meta` for the form that goes into the page. */
export function pagePolicy(mode: string, meta: boolean): string {
  // A page of a bundle needs no service worker, and may not make one.
  return contentPolicy(mode === 'static' ? { 'trusted-types': 'service-worker' } : {}, { meta });
}

/** Every file but the worker, in order, so that the same files are the same version. */
function offlineFiles(files: Readonly<Record<string, BundleFile>>): Record<string, string> {
  const list: Record<string, string> = {};
  for (const path of Object.keys(files).sort()) {
    const file = files[path];
    if (!file || path === WORKER) continue;
    const hash = createHash('sha256').update(file.type === 'chunk' ? file.code : file.source);
    list[path === PAGE ? './' : path] = `sha256-${hash.digest('base64')}`;
  }
  return list;
}

type BundleFile =
  | { readonly type: 'chunk'; readonly code: string }
  | { readonly type: 'asset'; readonly source: string | Uint8Array };
