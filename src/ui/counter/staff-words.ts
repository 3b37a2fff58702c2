/**
 * What staff read, in Japanese alone: they serve in it. What a resident reads at the counter is in `words/`, in every
 * language.
 */
export const STAFF = {
  entry: {
    first: {
      title: '1回目の入力',
      lines: ['回答書を見ながら入力してください。', '代理人に画面を見せないでください。'],
    },
    second: {
      title: '2回目の入力（確認）',
      lines: [
        '回答書をもう一度見て、最初から入力してください。1回目と同じときだけ、先に進みます。',
        '代理人に画面を見せないでください。',
      ],
    },
    again: (field: string) => `${field}（2回目）`,
    differ: '1回目と違います。どちらが正しいか、回答書を見て、もう一度入力してください。',
  },
};
