import type { CounterWords } from './counter-words.ts';

export const COUNTER_WORDS_VI: CounterWords = {
  call: {
    open: 'Gọi nhân viên',
    title: 'Hãy nói với nhân viên',
    lines: ['Bạn cứ để màn hình như thế này. Những số bạn đã nhập không nhìn thấy được.'],
    goOn: 'Tiếp tục',
  },
  giveBack: 'Hãy quay màn hình lại phía nhân viên.',
  sheet: {
    accepted: 'Giấy tiếp nhận: đổi mã PIN của thẻ My Number',
    notYet: 'Thủ tục chưa kết thúc. Mã PIN vẫn chưa được đổi.',
    toBring: 'Những thứ cần mang để đổi mã PIN của thẻ My Number',
    application: 'Người làm thủ tục',
    missing: 'Những thứ hôm nay chưa đủ',
    nextTime: 'Những thứ cần mang lần sau',
    notHere: 'Ở đây không tiếp nhận thủ tục này.',
    where: 'Nơi tiếp nhận',
    noSecrets: 'Trên giấy này không có mã PIN, họ tên hay số thẻ.',
  },
};
