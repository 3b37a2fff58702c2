/** Icons that a manifest names, by path in the build and in the sources. */
export const ICONS: readonly { readonly path: string; readonly source: string; readonly entry: object }[] = [
  { file: 'icon-192.png', sizes: '192x192', purpose: 'any' },
  { file: 'icon-512.png', sizes: '512x512', purpose: 'any' },
  { file: 'icon-maskable-512.png', sizes: '512x512', purpose: 'maskable' },
].map(({ file, sizes, purpose }) => ({
  path: `icons/${file}`,
  source: `src/ui/icons/${file}`,
  entry: { sizes, purpose, type: 'image/png' },
}));

const PRESENTATION = {
  name: 'マイナンバーカードの暗証番号変更',
  short_name: '暗証番号変更',
  lang: 'ja',
  display: 'standalone',
  background_color: '#ffffff',
  theme_color: '#0017c1',
};

/** Of the static build. Every address is relative to the manifest: the folder on the host is not known. */
export const STATIC_MANIFEST = {
  path: 'manifest.webmanifest',
  content: () =>
    toJson({
      ...PRESENTATION,
      id: './',
      start_url: './',
      scope: './',
      icons: ICONS.map(({ path, entry }) => ({ src: `./${path}`, ...entry })),
    }),
};

/** Of the Isolated Web App, at the place where browsers look for it. */
export const IWA_MANIFEST = {
  path: '.well-known/manifest.webmanifest',
  content: (version: string) =>
    toJson({
      ...PRESENTATION,
      id: '/',
      version,
      start_url: '/',
      scope: '/',
      icons: ICONS.map(({ path, entry }) => ({ src: `/${path}`, ...entry })),
      isolated_storage: true,
      // `usb-unrestricted` is what opens CCID readers; `smart-card` is the Web Smart Card API.
      permissions_policy: {
        'cross-origin-isolated': ['self'],
        usb: ['self'],
        'usb-unrestricted': ['self'],
        'smart-card': ['self'],
      },
    }),
};

function toJson(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
