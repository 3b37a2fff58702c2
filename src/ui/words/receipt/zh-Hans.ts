import type { ReceiptWords } from './receipt-words.ts';

const OR_RESET = '如果不知道，请不要尝试，而是办理重新设置（再設定）。';

export const RECEIPT_WORDS_ZH_HANS: ReceiptWords = {
  open: '打印回执',
  dialogTitle: '打印回执',
  dialogLead: '请选择纸张，并确认内容。不会打印密码。',
  paper: '纸张',
  papers: { a4: 'A4 纸', roll: '收据用卷纸（宽 80 mm）' },
  print: '打印',
  title: '个人编号卡密码更改回执',
  at: '日期和时间',
  office: '窗口',
  notTried: '没有操作',
  triesLeft: '剩余次数',
  tries: {
    all: '全部都在',
    some: '已减少',
    one: '只剩 1 次。如果输错就会锁定',
    none: '没有了。已锁定',
    'not-known': '未知',
  },
  reasons: {
    'wrong-pin': '输入的密码与卡片的密码不同。',
    locked: '已锁定。',
    'last-try-kept': '因为只剩 1 次，所以没有使用，保留了下来。',
    absent: '这张卡上没有。',
    'card-refused': '卡片没有接受。',
    stopped: '因为在其他密码处停止了，所以没有进行。',
    interrupted: '中途停止了。',
    'references-differ': '卡内 2 处记录的密码不一致。',
  },
  nextTitle: '接下来要做的事',
  next: {
    use: {
      sign: '今后，在 e-Tax 等网上申请中请使用新密码。',
      auth: '今后，在 Mynaportal 和便利店的终端机上请输入新密码。',
      juki: '今后，在窗口办理搬家等手续时请输入新密码。',
      text: '今后，自动填入住址和姓名时请使用新密码。',
    },
    finish: '请用同一张卡片更改剩下的 1 处。如果不能更改，请到市区町村窗口重新设置（再設定）。',
    again: '仍然是原来的密码。要更改的话，请重新开始。',
    againIfSure: `仍然是原来的密码。只有在确实知道现在的密码时，才请重新开始。${OR_RESET}`,
    beSure: `只有在确实知道现在的密码时，才请重新开始。${OR_RESET}`,
    ask: '仍然是原来的密码。如果多次都一样，请到市区町村窗口咨询。',
    doNotTry: '请不要尝试任何密码，而是到市区町村窗口咨询。',
  },
  phone: '智能手机电子证书的密码是另外一个，在这里没有改变。',
  noSecrets: '这张回执上既没有密码，也没有卡片的号码。',
};
