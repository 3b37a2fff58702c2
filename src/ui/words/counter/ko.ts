import type { CounterWords } from './counter-words.ts';

export const COUNTER_WORDS_KO: CounterWords = {
  call: {
    open: '직원 부르기',
    title: '직원에게 말씀해 주세요',
    lines: ['화면은 그대로 두셔도 됩니다. 입력한 번호는 보이지 않습니다.'],
    goOn: '계속하기',
  },
  giveBack: '화면을 직원 쪽으로 돌려 주세요.',
  sheet: {
    accepted: '마이넘버카드 비밀번호 변경 접수증',
    notYet: '절차가 아직 끝나지 않았습니다. 비밀번호는 아직 바뀌지 않았습니다.',
    toBring: '마이넘버카드 비밀번호를 변경할 때 가져올 것',
    application: '절차를 밟는 분',
    missing: '오늘 갖추어지지 않은 것',
    nextTime: '다음에 가져올 것',
    notHere: '여기에서는 접수하지 않습니다.',
    where: '접수하는 곳',
    noSecrets: '이 종이에는 비밀번호도, 이름도, 카드 번호도 적혀 있지 않습니다.',
  },
};
