import type { Page } from 'playwright-core';
import { CERTIFICATE_FILES } from '../../../src/card/applications.ts';
import type { VirtualCardProfile } from '../../../src/readers/virtual/virtual-card.ts';
import { certificateFixture } from '../../support/certificate-fixture.ts';
import type { PinPage } from '../../support/pin-page.ts';
import {
  CARD,
  cardOf,
  chooseOn,
  confirmationFor,
  isChange,
  isReadBinary,
  isSelect,
  isSelectOfFile,
  press,
  sees,
  TYPED,
} from '../acts.ts';
import type { Screen } from '../screen.ts';
import type { Stage } from '../stage.ts';

/** Of the person in the test certificates. */
const BIRTHDAY = '0615';

const CHECK = '利用者証明用の有効期限を確かめる';

/** Files in place of those of the 利用者証明用 certificate, by the names of the fixtures. */
const READ: readonly (readonly [name: string, situation: string, auth: string, ca?: string])[] = [
  ['valid', 'It is valid.', 'auth'],
  ['expires-soon', 'It ends within three months.', 'auth-expires-soon'],
  ['expired', 'It has ended.', 'auth-expired'],
  ['not-yet', 'It has not begun.', 'auth-not-yet-valid'],
  ['bad-signature', 'It was not signed by the CA on the card.', 'auth-wrong-chain'],
  ['wrong-issuer', 'It names another CA than the one on the card.', 'auth-other-issuer'],
  ['not-a-ca', 'The CA on the card may not issue certificates.', 'auth', 'auth-ca-not-a-ca'],
  ['unknown-ca', 'Its CA is not on the list.', 'unknown-ca-auth', 'unknown-ca'],
  ['ca-unreadable', 'The file of the CA makes no sense.', 'auth', 'garbage'],
  ['truncated', 'Its file ends too early.', 'truncated'],
  ['broken', 'Its bytes are not DER.', 'broken-der'],
  ['garbage', 'Its file has something else in it.', 'garbage'],
];

function with_(auth: string, ca = 'auth-ca'): VirtualCardProfile {
  return cardOf({ files: { auth: certificateFixture(auth), 'auth-ca': certificateFixture(ca) } });
}

async function opened(stage: Stage, card: VirtualCardProfile): Promise<PinPage> {
  const page = await chooseOn(stage, { card });
  await page.button(CHECK).click();
  await panel(page.page).waitFor();
  await page.page.getByText('読み取っています').waitFor({ state: 'detached' });
  return page;
}

const panel = (tab: Page) => tab.locator('#certificate-title');

type Confirmation = Parameters<typeof confirmationFor>[2];

async function signResult(stage: Stage, confirmation: Confirmation = {}): Promise<PinPage> {
  const page = await confirmationFor(stage, ['sign'], confirmation);
  await page.page.getByRole('checkbox', { name: '署名用電子証明書の内容も表示する' }).check();
  await press(page);
  await page.heading('結果').waitFor();
  await panel(page.page).waitFor();
  await page.page.getByText('署名用電子証明書を読み取っています').waitFor({ state: 'detached' });
  return page;
}

export const CERTIFICATE_SCREENS: readonly Screen[] = [
  ...READ.map(
    ([name, situation, auth, ca]): Screen => ({
      name: `certificate-${name}`,
      situation: `The 利用者証明用 certificate was opened. ${situation}`,
      focus: 'anywhere',
      show: (stage) => opened(stage, with_(auth, ca)),
    }),
  ),
  {
    name: 'certificate-reading',
    situation: 'The 利用者証明用 certificate is being read.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await chooseOn(stage);
      stage.driver.interception = () => stage.driver.untilEnd();
      await page.button(CHECK).click();
      await sees(page, '利用者証明用電子証明書を読み取っています');
    },
  },
  {
    name: 'certificate-absent',
    situation: 'There is no 利用者証明用 certificate on the card.',
    focus: 'anywhere',
    show: (stage) => opened(stage, cardOf({ certificates: { sign: true, auth: false } })),
  },
  {
    name: 'certificate-refused',
    situation: 'The card refuses to have the 利用者証明用 certificate read.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await chooseOn(stage, { card: CARD });
      // No other file: the card's serial number is read again too, and tells whether it is still the same card.
      let certificate = false;
      stage.driver.interception = async (command, card) => {
        if (isSelect(command)) certificate = isSelectOfFile(CERTIFICATE_FILES.auth)(command);
        return certificate && isReadBinary(command) ? Uint8Array.of(0x69, 0x85) : card();
      };
      await page.button(CHECK).click();
      await sees(page, '6985');
    },
  },
  {
    name: 'certificate-failed',
    situation: 'Another program took the card before its certificate was read.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await chooseOn(stage);
      stage.driver.refusesConnection = 'sharing-violation';
      await page.button(CHECK).click();
      await sees(page, '読み取れませんでした');
    },
  },
  {
    name: 'certificate-not-loaded',
    situation: 'The part that understands certificates could not be loaded.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await chooseOn(stage);
      await stage.tab.route('**/assets/certificates-*.js', (route) => route.abort());
      await page.button(CHECK).click();
      await sees(page, '電子証明書を調べる部分を読み込めませんでした');
    },
  },
  {
    name: 'result-certificate',
    situation: '署名用 was changed, and its certificate was asked for.',
    focus: 'heading',
    show: (stage) => signResult(stage),
  },
  {
    name: 'result-certificate-person',
    situation: 'The person in the 署名用 certificate is shown.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await signResult(stage);
      await page.button('氏名などの個人情報を表示する').click();
      await page.button('個人情報を隠す').waitFor();
      await sees(page, '見本');
    },
  },
  {
    name: 'type-weak-birth-date',
    situation: 'The birth date in the certificate that was shown before is to become a PIN.',
    focus: 'anywhere',
    show: async (stage) => {
      const page = await signResult(stage);
      await page.button('ほかの暗証番号を変更する').click();
      await page.item('auth').waitFor();
      await page.choose('auth');
      await page.type('auth', { current: TYPED.auth.current, next: BIRTHDAY });
      await sees(page, '生年月日が入っています');
    },
  },
  {
    name: 'result-certificate-not-read',
    situation: '署名用 was not changed, so its certificate was not read.',
    focus: 'heading',
    show: (stage) => signResult(stage, { typed: { sign: { current: 'WR0NG1' } } }),
  },
  {
    name: 'result-certificate-broken',
    situation: 'What the card has in the place of the 署名用 certificate is none.',
    focus: 'heading',
    show: (stage) =>
      signResult(stage, {
        card: cardOf({ files: { sign: certificateFixture('garbage'), 'sign-ca': certificateFixture('sign-ca') } }),
      }),
  },
  {
    name: 'result-certificate-failed',
    situation: 'The card was pulled while the 署名用 certificate was being read, after the change.',
    focus: 'heading',
    show: async (stage) => {
      const page = await confirmationFor(stage, ['sign']);
      await page.page.getByRole('checkbox', { name: '署名用電子証明書の内容も表示する' }).check();
      let changed = false;
      stage.driver.interception = async (command, card) => {
        changed ||= isChange(command);
        if (changed && isReadBinary(command)) stage.driver.remove();
        return card();
      };
      await press(page);
      await page.heading('結果').waitFor();
      await sees(page, '暗証番号の変更の結果は、上のとおりです');
    },
  },
  {
    name: 'working-certificate',
    situation: 'The change is over, and the 署名用 certificate is being read.',
    focus: 'heading',
    show: async (stage) => {
      const page = await confirmationFor(stage, ['sign']);
      await page.page.getByRole('checkbox', { name: '署名用電子証明書の内容も表示する' }).check();
      let changed = false;
      stage.driver.interception = async (command, card) => {
        changed ||= isChange(command);
        return changed && isReadBinary(command) ? stage.driver.untilEnd() : card();
      };
      await press(page);
      await sees(page, '署名用電子証明書を読み取っています');
    },
  },
];
