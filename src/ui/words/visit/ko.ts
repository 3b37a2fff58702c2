import type { VisitWords } from './visit-words.ts';

export const VISIT_WORDS_KO: VisitWords = {
  attract: {
    title: '여기에서 마이넘버카드의 비밀번호를 변경할 수 있습니다',
    begin: '화면을 눌러 주세요',
    preparing: '준비하고 있습니다. 잠시 기다려 주세요.',
    outOfOrder: '이 기기는 지금 사용할 수 없습니다. 직원에게 알려 주세요.',
    cardLeft: '카드가 놓여 있습니다. 카드를 빼 주세요. 다른 분의 카드라면 직원에게 건네 주세요.',
    unfinished: (time) => `${time}쯤 변경이 도중에 끝난 분은 카드를 가지고 직원에게 말씀해 주세요.`,
  },
  chooseLanguage: '언어를 선택해 주세요',
  quit: '그만두기',
  finish: '마치기',
  cardTaken: {
    title: '카드가 빠졌습니다',
    lines: [
      '결과를 확인하고, 필요하면 확인증을 인쇄한 뒤 "마치기"를 눌러 주세요.',
      '한동안 조작이 없으면 첫 화면으로 돌아갑니다.',
    ],
  },
  idle: {
    title: '계속하시겠습니까?',
    lead: '한동안 조작이 없었습니다. 이대로 두면 입력한 내용을 지우고 첫 화면으로 돌아갑니다.',
    secondsLeft: (seconds) => `${seconds}초 뒤에 돌아갑니다.`,
    goOn: '계속하기',
  },
  leaving: {
    title: '결과를 더 보시겠습니까?',
    lead: '이대로 두면 결과를 지우고 첫 화면으로 돌아갑니다.',
    goOn: '더 보기',
  },
  thanks: {
    title: '이용해 주셔서 감사합니다',
    takeCard: '카드를 빼 주세요.',
    over: '곧 첫 화면으로 돌아갑니다. 카드와 확인증을 잊지 않았는지 확인해 주세요.',
    back: '첫 화면으로 돌아가기',
  },
  failed: {
    title: '화면에 문제가 생겼습니다',
    atWork: '진행 중인 변경이 끝날 때까지 카드를 움직이지 마세요.',
    cleared: '입력한 내용은 지웠습니다. 곧 첫 화면으로 돌아갑니다.',
    nothingSent: '마지막에 입력한 내용은 카드에 보내지 않았습니다.',
    tellStaff: '모르는 점이 있으면 직원에게 물어 주세요.',
  },
  unfinishedTitle: (time) => `${time}쯤 여기에서의 변경이 도중에 끝났습니다`,
  unfinishedNotYours: '본인의 일이 아니면 그대로 진행해 주세요.',
  resetCode: '재설정 절차 페이지의 QR코드',
  resetCodeHelp: '스마트폰으로 읽으면 재설정 절차 페이지가 열립니다.',
};
