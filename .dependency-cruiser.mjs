/** The arrows of the code, as rules: ui → app → texts → readers → card, texts → office → card, certificates → card, bridge → the same without ui. Test files may reach anywhere. */

/** The conformance suite and the fakes of the bridge are for tests alone as well. */
const TESTS = '[.]test[.]ts$|^src/readers/conformance[.]ts$|^bridge/testing/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'card-stands-alone',
      comment: 'The domain is the same in the browser, in the bridge and in tests: it imports nothing but itself.',
      severity: 'error',
      from: { path: '^src/card/', pathNot: TESTS },
      to: { pathNot: '^src/card/' },
    },
    {
      name: 'readers-know-no-screen',
      comment: 'A way to a card serves any program, with or without a page.',
      severity: 'error',
      from: { path: '^src/readers/', pathNot: TESTS },
      to: { path: '^(src/(ui|app|texts)|bridge)/' },
    },
    {
      name: 'webusb-stands-alone',
      comment:
        'The Web Smart Card API over WebUSB could be published by itself, with that API and nothing else of this product.',
      severity: 'error',
      from: { path: '^src/readers/webusb/', pathNot: TESTS },
      to: { pathNot: '^src/readers/(webusb|web-smart-card)/' },
    },
    {
      name: 'texts-know-no-screen',
      comment: 'The page and the command line say the same in the same words.',
      severity: 'error',
      from: { path: '^src/texts/', pathNot: TESTS },
      to: { path: '^(src/(ui|app)|bridge)/' },
    },
    {
      name: 'office-knows-no-screen',
      comment: 'What an office can say, and how its file is read, is the same for the page and for the bridge.',
      severity: 'error',
      from: { path: '^src/office/', pathNot: TESTS },
      to: {
        pathNot: ['^src/(office|card)/', '^src/texts/language[.]ts$', '^node_modules/(valibot|jsonc-parser)/'],
      },
    },
    {
      name: 'journal-knows-no-screen',
      comment: 'What the journal can say is the same for the page that asks for it and for the bridge that writes it.',
      severity: 'error',
      from: { path: '^src/journal/', pathNot: TESTS },
      to: { pathNot: ['^src/(journal|office|card)/', '^node_modules/valibot/'] },
    },
    {
      name: 'office-files-are-read-when-there-are-any',
      comment: 'The page loads what reads a file with its lines, and what draws a QR code, with import().',
      severity: 'error',
      from: { path: '^src/(app|ui)/', pathNot: TESTS },
      to: {
        path: '^src/office/read-office[.]ts$|^node_modules/uqr/',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'certificates-know-no-screen',
      comment: 'What is in a certificate is the same for the page and for the command line.',
      severity: 'error',
      from: { path: '^src/certificates/', pathNot: TESTS },
      to: { pathNot: ['^src/(certificates|card)/', '^node_modules/(pkijs|asn1js)/'] },
    },
    {
      name: 'certificates-have-one-home',
      comment: 'One folder knows these libraries, so that they can be replaced, and loaded only when needed.',
      severity: 'error',
      from: { pathNot: ['^src/certificates/', '^test/certificates[.]ts$', TESTS] },
      to: { path: '^node_modules/(pkijs|asn1js)/' },
    },
    {
      name: 'certificates-are-loaded-when-needed',
      comment: 'The page loads them, and the sample certificates, with import(): a PIN change needs neither.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/certificates/', TESTS] },
      to: {
        path: '^src/(certificates/|readers/virtual/sample-certificates)',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-journal-is-read-when-staff-ask-for-it',
      comment: 'No resident loads what shows the journal to staff.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/ui/journal/', TESTS] },
      to: {
        path: '^src/(ui/journal/|app/journal-reading|texts/(journal-texts|journal-words|shipping-problems))',
        pathNot: '^src/ui/journal/open-journal[.]ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'visits-are-loaded-where-the-screen-is-nobodys',
      comment: 'A page at home loads none of what stands around the job in a kiosk.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/ui/(visit|counter)/', TESTS] },
      to: { path: '^src/ui/visit/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'app-knows-no-screen',
      comment:
        'What the page knows and does, without markup: recordings are replayed through it where there is no page.',
      severity: 'error',
      from: { path: '^src/app/', pathNot: TESTS },
      to: { path: '^(src/ui|bridge)/' },
    },
    {
      name: 'bridge-knows-no-screen',
      comment: 'The bridge serves the built page; it does not know what is in it.',
      severity: 'error',
      from: { path: '^bridge/', pathNot: TESTS },
      to: { path: '^src/ui/' },
    },
    {
      name: 'page-runs-in-a-browser',
      comment: 'Everything under src/ ends up in the page, where there is no Node and no bridge code.',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '^bridge/' },
    },
    {
      name: 'no-node-in-the-page',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nothing-needs-tests',
      severity: 'error',
      from: { pathNot: ['^test/', TESTS] },
      to: { path: ['^test/', TESTS] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file nobody imports is an entry point or a leftover.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          TESTS,
          '[.]d[.]ts$',
          '^[.]',
          '^vite[.]config[.]ts$',
          '^src/ui/service-worker[.]ts$',
          '^bridge/start[.]cjs$',
          '^test/attack/report-vitals[.]mjs$',
        ],
      },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-packages-in-the-product',
      comment:
        'What the bridge imports is installed with the product. What builds the page for other hosts is not part of it.',
      severity: 'error',
      from: { path: '^(src|bridge)/', pathNot: [TESTS, '^bridge/setup[.]mjs$', '^bridge/build/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
