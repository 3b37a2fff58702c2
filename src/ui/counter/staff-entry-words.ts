/** What staff read at the form, apart from the rest of their words: the form is in every page. */
export const STAFF_ENTRY = {
  privacy: '代理人に画面を見せないでください。',
  first: {
    title: '1回目の入力',
    lines: ['回答書を見ながら入力してください。カードにはまだ何も送りません。'],
  },
  second: {
    title: '2回目の入力（確認）',
    lines: ['回答書をもう一度見て、最初から入力してください。1回目と同じときだけ、先に進みます。'],
  },
  again: (field: string) => `${field}（2回目）`,
  differ: '2回の入力が違います。回答書を見て、もう一度入力してください。',
};
