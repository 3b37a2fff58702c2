import type { CertificateWords } from './certificate-words.ts';
import { dayIn } from './day.ts';

const RENEWAL = '可以在市区町村窗口办理更新手续。从有效期届满前约 3 个月起可以更新。';

/** The official names stay beside the translation: they are what offices and other programs show. */
export const CERTIFICATE_WORDS_ZH_HANS: CertificateWords = {
  names: {
    auth: '用户证明用电子证书（利用者証明用電子証明書）',
    sign: '签名用电子证书（署名用電子証明書）',
  },
  kinds: {
    auth: '用户证明用电子证书',
    sign: '签名用电子证书',
    ca: '认证机构的证书',
    other: '种类不明的证书',
  },
  day: dayIn('zh-Hans'),
  period: (first, last) => `${first}～${last}`,
  validity: {
    valid: (_first, last) => `在有效期内（到 ${last}为止）。`,
    'expires-soon': (_first, last, daysLeft) =>
      daysLeft === 0 ? `有效期到今天（${last}）为止。` : `距离有效期届满还有 ${daysLeft} 天（到 ${last}为止）。`,
    expired: (_first, last) => `有效期已过（到 ${last}为止）。`,
    'not-yet': (first) => `有效期还没有开始（从 ${first}起）。`,
  },
  validityAdvice: {
    valid: () => [],
    'expires-soon': () => [RENEWAL],
    expired: (today) => [
      '过期的电子证书，有时不能用于登录或申请。请到市区町村窗口办理更新手续。',
      '本软件不会因为证书过期而阻止您更改密码。',
      clock(today),
    ],
    'not-yet': (today) => [clock(today)],
  },
  testEnvironment: '这是测试环境的电子证书。',
  facts: {
    kind: '种类',
    period: '有效期',
    serialNumber: '序列号（十六进制）',
    issuer: '签发者',
    chain: '对签发者的核对',
    ca: '认证机构',
    fingerprint: '认证机构证书的 SHA-256',
  },
  chain: {
    holds: '已通过签名确认，由卡内所存的认证机构签发。',
    'wrong-issuer': '签发者的名称与卡内所存的认证机构不同。',
    'not-a-ca': '卡内所存的认证机构证书上没有写明签发权限，因此无法核对签发者。',
    'bad-signature': '与卡内所存的认证机构的签名不符。',
    'not-checked': '本软件不了解其签名方式，因此无法核对签名。',
  },
  ca: {
    known: '这是本软件列表中所列的公共个人认证服务（JPKI）的认证机构。',
    'not-recognised': '本软件的列表中没有这个认证机构。列表中只有一部分认证机构，所以这并不表示有问题。',
    test: '这是测试环境的认证机构。',
    unreadable: '因为无法读取认证机构的证书，所以没有核对签发者。',
    'not-read': '因为没有读取认证机构的证书，所以没有核对签发者。',
  },
  revocation: '是否已失效（失効），即在到期之前就已作废，在这里无法确认。',
  unshown: {
    absent: () => '卡内没有这个电子证书。',
    'needs-pin': () => '只有在刚核对密码之后才能读取。',
    truncated: () => '数据在中途结束，因此无法显示内容。',
    'not-a-certificate': () => '里面存的不是电子证书，而是其他数据。',
    refused: (sw) => `卡片没有接受读取${sw}。`,
    'broken-der': () => '数据的格式不正确，因此无法显示内容。',
    masked: () => '内容已被遮盖。记录中不保留电子证书的内容。',
  },
  readAgain: {
    auth: '请取下卡片，重新放上，再读取一次。如果还是一样，请到市区町村窗口咨询。',
    sign: '如果下次读取时还是一样，请到市区町村窗口咨询。',
  },
  reading: {
    auth: '正在读取用户证明用电子证书。请不要移动卡片。',
    sign: '正在读取签名用电子证书。请不要移动卡片。',
  },
  failures: {
    'not-loaded': {
      title: '无法加载检查电子证书的部分',
      lines: ['请确认 myna-pin 正在运行，然后再试一次。'],
    },
    'pin-not-changed': {
      title: '没有读取签名用电子证书',
      lines: ['只有在更改没有中途停止、并且签名用密码已变成新密码时才会读取。'],
    },
  },
  interrupted: (what) => `无法读取。${what}。`,
  changeStands: '密码更改的结果如上所示。',
  holder: {
    name: '姓名',
    nameSubstitutes: '姓名中的替代字符',
    birthDate: '出生日期',
    sex: '性别',
    sexes: { male: '男', female: '女', unknown: '不详' },
    address: '住址',
    addressSubstitutes: '住址中的替代字符',
    substitutes: (positions) =>
      positions.length === 0 ? '无' : positions.map((position) => `第 ${position} 个字符`).join('、'),
    none: '无法读取个人信息。',
  },
};

function clock(today: string): string {
  return `这是按照电脑的日期（${today}）判断的。如果日期不对，请先更正再确认。`;
}
