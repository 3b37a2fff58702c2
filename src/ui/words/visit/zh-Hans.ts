import type { VisitWords } from './visit-words.ts';

export const VISIT_WORDS_ZH_HANS: VisitWords = {
  attract: {
    title: '可以在这里更改个人编号卡的密码',
    begin: '请触摸屏幕',
    preparing: '正在准备，请稍候。',
    outOfOrder: '本机暂时不能使用。请告诉工作人员。',
    cardLeft: '读卡器上还放着卡片，请取下。如果是别人的卡片，请交给工作人员。',
    unfinished: (time) => `${time}左右更改中途结束的人，请带着卡片告诉工作人员。`,
  },
  chooseLanguage: '请选择语言',
  quit: '退出',
  finish: '结束',
  cardTaken: {
    title: '卡片已取下',
    lines: ['请确认结果，需要时打印回执，然后按“结束”。', '如果一段时间没有操作，将返回最初的画面。'],
  },
  idle: {
    title: '要继续吗？',
    lead: '已有一段时间没有操作。如果继续没有操作，将清除您输入的内容，并返回最初的画面。',
    secondsLeft: (seconds) => `将在 ${seconds} 秒后返回。`,
    goOn: '继续',
  },
  leaving: {
    title: '还要看结果吗？',
    lead: '如果继续没有操作，将清除结果，并返回最初的画面。',
    goOn: '继续看',
  },
  thanks: {
    title: '谢谢您的使用',
    takeCard: '请取下您的卡片。',
    over: '即将返回最初的画面。请确认没有忘记卡片和回执。',
    back: '返回最初的画面',
  },
  failed: {
    title: '画面出现了问题',
    atWork: '正在进行的更改结束之前，请不要移动卡片。',
    cleared: '您输入的内容已清除。即将返回最初的画面。',
    nothingSent: '您最后输入的内容没有发送给卡片。',
    tellStaff: '如有不明白的地方，请询问工作人员。',
  },
  unfinishedTitle: (time) => `${time}左右，有一次更改在这里中途结束`,
  unfinishedNotYours: '如果与您无关，请直接继续。',
  resetCode: '重新设置密码的页面的二维码',
  resetCodeHelp: '用智能手机扫描，即可打开重新设置密码的页面。',
};
