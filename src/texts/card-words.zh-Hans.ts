import type { CardWords } from './card-words.ts';

/*
 * Simplified Chinese, with the terms of the card's official site in Chinese and of city offices where they have one:
 * マイナンバーカード 个人编号卡 · 暗証番号 密码 · 署名用電子証明書 签名用电子证书 · 利用者証明用電子証明書 用户证明用电子证书 ·
 * 住民基本台帳用 住民基本台账用 · 券面事項入力補助用 卡面事项输入辅助用 · 市区町村の窓口 市区町村窗口 · 残り回数 剩余次数 ·
 * ロック 锁定 · 変更 更改 · 再設定 重新设置 · 更新 更新 (the same word) · 失効 失效 · 再交付 补发 · 設定暗証番号記載票 密码记录单 ·
 * カードリーダー 读卡器 · マイナポータル Mynaportal · 認証局 认证机构 · 住民票 住民票.
 */

const PUT_BACK = '请取下卡片，再重新放上。';
const DIGITS_ONLY = '请只输入数字。';
const CAPITALS_AND_DIGITS = '请只输入大写英文字母（A～Z）和数字（0～9）。';

const PHONE = {
  title: '这是智能手机的电子证书',
  lines: ['智能手机的密码不能在这里更改。请放上个人编号卡。'],
};

export const CARD_WORDS_ZH_HANS: CardWords = {
  pinNames: {
    sign: '签名用电子证书密码',
    auth: '用户证明用电子证书密码',
    juki: '住民基本台账用密码',
    text: '卡面事项输入辅助用密码',
  },
  formats: { 'four-digits': '4 位数字', 'sign-password': '6 到 16 个字符，大写英文字母和数字混用' },
  uses: {
    sign: '用于在网上办理申请或申报，例如 e-Tax。',
    auth: '用于登录 Mynaportal、在便利店领取证明等。',
    juki: '用于在市区町村窗口办理搬家申报等手续。',
    text: '用于在申请表等文件中自动填入卡上的姓名和住址。',
  },
  briefUses: {
    sign: 'e-Tax 等申请用',
    auth: 'Mynaportal、便利店用',
    juki: '搬家等窗口手续用',
    text: '自动填入姓名和住址用',
  },
  states: {
    ready: (triesLeft) => `剩余 ${triesLeft} 次`,
    locked: '已锁定',
    absent: '这张卡上没有',
    unknown: '无法读取剩余次数',
  },
  lastTryWarning: '再输错 1 次就会锁定。',
  unknownTriesAdvice: `为安全起见，不能在这里更改。${PUT_BACK}`,
  resetAtCounter: '请到市区町村窗口重新设置（再設定）。',
  resetAtCounterOrStore: (other) =>
    `可以到市区町村窗口重新设置（再設定）。如果知道${other === 'auth' ? '用户证明用' : '签名用'}电子证书的密码，也可以先用手机应用预约，再到便利店的终端机上重新设置。`,
  certificates: (sign, auth) => {
    const of = (present: boolean | undefined) => (present === undefined ? '不明' : present ? '有' : '无');
    return `电子证书：签名用 ${of(sign)}，用户证明用 ${of(auth)}`;
  },
  cardKinds: {
    'juki-card': {
      title: '这是住民基本台账卡（住民基本台帳カード）',
      lines: ['这张卡的密码不能更改。请放上个人编号卡。'],
    },
    'android-phone': PHONE,
    iphone: PHONE,
    other: { title: '这不是个人编号卡', lines: ['这似乎是别的卡片。请放上个人编号卡。'] },
  },
  cardErrors: {
    'card-removed': { title: '没有卡片', lines: ['请把个人编号卡放在读卡器上。'] },
    'card-reset': { title: '与卡片的通信中断了', lines: [PUT_BACK] },
    'reader-gone': { title: '读卡器断开了', lines: ['请重新连接读卡器。'] },
    'service-gone': { title: '与读卡器的连接中断了', lines: ['正在自动重新连接，请稍候。'] },
    'in-use': {
      title: '其他软件正在使用卡片',
      lines: ['请关闭使用卡片的软件，例如 Mynaportal 或 e-Tax 的软件。'],
    },
    unresponsive: { title: '卡片没有响应', lines: ['请确认卡片的方向和正反面，然后重新放上。'] },
    'bad-answer': { title: '无法读懂卡片的响应', lines: [PUT_BACK] },
    'refused-by-guard': {
      title: '为安全起见已停止',
      lines: ['没有向卡片发送任何内容。请取下卡片，重新放上，再从头开始。'],
    },
    failed: { title: '无法读取卡片', lines: [PUT_BACK] },
    'journal-not-available': {
      title: '因无法记录，没有开始更改',
      lines: ['没有向卡片发送任何内容，剩余次数没有减少。', '请叫工作人员。'],
    },
  },
  rules: {
    'only-digits': '只有数字',
    'length-4': '4 位',
    'only-capitals-and-digits': '只有大写英文字母和数字',
    'length-6-16': '6 到 16 个字符',
    'has-letter': '包含英文字母',
    'has-digit': '包含数字',
  },
  problems: {
    'four-digits': {
      empty: '还没有输入。',
      'not-a-digit': DIGITS_ONLY,
      'not-a-letter-or-digit': DIGITS_ONLY,
      'too-short': '不足 4 位。',
      'too-long': '超过了 4 位。',
      'no-letter': DIGITS_ONLY,
      'no-digit': DIGITS_ONLY,
    },
    'sign-password': {
      empty: '还没有输入。',
      'not-a-digit': CAPITALS_AND_DIGITS,
      'not-a-letter-or-digit': CAPITALS_AND_DIGITS,
      'too-short': '不足 6 个字符。',
      'too-long': '超过了 16 个字符。',
      'no-letter': '没有英文字母。请同时使用英文字母和数字。',
      'no-digit': '没有数字。请同时使用英文字母和数字。',
    },
  },
  conversions: {
    'full-width': '已把全角字符改成半角。',
    'upper-cased': '已把小写字母改成大写。',
    trimmed: '已去掉前后的空格。',
  },
  weaknesses: {
    'same-as-current': '与现在的密码相同。',
    'birth-date': '包含出生日期，容易被人猜到。',
    'one-character-repeated': '重复同一个字符，容易被人猜到。',
    'repeated-pattern': '重复同样的排列，容易被人猜到。',
    sequence: '连续的排列，容易被人猜到。',
    'looks-like-a-year': '看起来像年份。出生年份等容易被人猜到。',
    'looks-like-a-date': '看起来像日期。生日等容易被人猜到。',
    'same-for-all': '3 个密码相同。如果其中 1 个被人知道，3 个就都被人知道了。',
  },
  weaknessLead: '这样也可以更改，但建议使用别的密码。',
  outcomes: {
    changed: '已更改',
    unchanged: '未更改',
    'half-changed': '只更改了一半',
    unknown: '尚未确认',
  },
  resultLeads: {
    allChanged: '已全部更改。可以取下卡片了。',
    oneChanged: '密码已更改。可以取下卡片了。',
    noneChanged: '没有更改任何密码。',
    wrongPin: '当前密码不正确，因此没有做任何更改。',
    mixed: '有的密码已更改，有的没有更改。',
    unknown: '有的密码还不能确认是否已更改。',
    halfChanged: '有的密码只更改了一半。',
  },
  reasons: {
    changed: ['卡片已确认新密码。'],
    wrongPin: '当前密码不正确。',
    wrongPinCost: (triesLeft) => `剩余 ${triesLeft} 次。剩余 0 次时会被锁定。`,
    nowLocked: '已被锁定。',
    nextLocks: '下次再输错就会锁定。',
    referencesDiffer: '这个密码在卡内记录在 2 个地方，而两处的内容不一致。您输入的密码只与其中一处相符。',
    referencesDifferAfterChange: '如果之前的更改中途停止过，其中一处可能已经是新密码。',
    locked: '已锁定。',
    lastTry: '因为只剩 1 次，所以在核对之前停止了。这 1 次没有减少。',
    absent: '这张卡上没有。',
    triesUnknown: (sw) => `因为无法读取剩余次数，为安全起见已停止${sw}。`,
    stopped: '因为在其他密码处停止了，所以没有更改。',
    cardRefused: (sw) => `卡片没有接受${sw}。`,
    interrupted: (what) => (what ? `中途停止了。${what}。` : '中途停止了。'),
    interruptedUnchanged: '这个密码没有更改。请取下卡片，重新放上，再从头开始。',
    halfChanged: '这个密码在卡内记录在 2 个地方。只有 1 处变成了新密码，另 1 处仍是原来的密码。',
    halfChangedRefused: (sw) => `卡片没有接受另 1 处的更改${sw}。`,
    halfChangedOpen: '剩下的 1 处也可以更改。',
    neitherAccepted: '新密码和原来的密码，卡片都没有接受。',
    lastTryNotAsked: '因为只剩 1 次，所以没有核对。',
    triesUnknownNotAsked: (sw) => `因为无法读取剩余次数，所以没有核对${sw}。`,
    stoppedNotAsked: '因为中途停止了，所以没有核对。',
    unknownAdvice: [
      '不知道是否已变成新密码。请不要连续多次尝试。',
      '下次使用时，请先用新密码只试 1 次；如果不对，请使用原来的密码。如果不放心，请到市区町村窗口咨询。',
    ],
  },
  obstacles: {
    'no-service': {
      title: '智能卡服务没有运行',
      lines: ['请启动电脑的智能卡服务（Linux 上为 pcscd）。启动后会自动连接。'],
    },
    'no-reader': {
      title: '找不到读卡器',
      lines: ['请把读卡器连接到电脑。找到后会自动切换。'],
    },
  },
  anotherCard: '换成了别的卡片。为安全起见，已清除您输入的内容。请重新选择。',
  notStarted: '还没有更改任何内容。',
  lastTry: '下列密码只剩 1 次机会。如果输错就会锁定，需要到市区町村窗口等处重新设置（再設定）。',
  recover: {
    lead: '因为中途停止了，还不知道下列密码是否已变成新的。',
    states: {
      waiting: '请把刚才更改的卡片再次放在读卡器上。将自动核对现在是哪一个密码。',
      asking: '正在核对。请不要移动卡片。',
      'another-card': '这似乎是别的卡片。请放上刚才更改的卡片。',
      'not-recorded': '现在无法记录，所以还没有核对卡片。请叫工作人员。',
    },
  },
  status: (sw) => `（响应 ${sw}）`,
};
