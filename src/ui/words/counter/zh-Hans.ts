import type { CounterWords } from './counter-words.ts';

export const COUNTER_WORDS_ZH_HANS: CounterWords = {
  call: {
    open: '呼叫工作人员',
    title: '请告诉工作人员',
    lines: ['画面保持这样即可。您输入的号码不会被看到。'],
    goOn: '继续',
  },
  giveBack: '请把画面转回给工作人员。',
  sheet: {
    accepted: '个人编号卡密码更改受理单',
    notYet: '手续尚未完成。密码还没有更改。',
    toBring: '更改个人编号卡密码时要带的东西',
    application: '办理手续的人',
    missing: '今天没有带齐的东西',
    nextTime: '下次请带来的东西',
    notHere: '这里不受理。',
    where: '可以办理的地方',
    noSecrets: '这张纸上没有密码、姓名和卡片的号码。',
  },
};
