import type { OfficeWords } from './office-words.ts';

/** Weekdays in “-feira” are feminine. */
const feminine = (day: string) => String(day).endsWith('feira');

export const OFFICE_WORDS_PT_BR: OfficeWords = {
  title: 'No guichê',
  lead: 'O que levar e como é feita a alteração de uma senha no guichê.',
  feeNone: 'Não há taxa.',
  fee: (yen) => `A taxa é de ${yen} ienes.`,
  places: 'Onde fazer',
  who: 'Quem comparece ao guichê',
  kinds: {
    self: 'O titular do cartão',
    'proxy-first': 'Um procurador (1ª visita)',
    'proxy-second': 'Um procurador (2ª visita)',
    'legal-representative': 'Um representante legal',
  },
  bring: 'O que levar',
  howItGoes: 'Como é feito',
  sameDay: 'Fica pronto no mesmo dia.',
  otherDay: 'Não fica pronto no mesmo dia.',
  typedBy: {
    applicant: 'Você mesmo digita a senha atual.',
    staff: 'Um funcionário digita as senhas.',
  },
  oneOf: 'Um destes documentos',
  inAll: (count) => `${count} destes documentos ao todo`,
  must: 'sempre necessário',
  or: 'ou',
  examples: 'Por exemplo:',
  notNeeded: 'Não é necessário neste caso:',
  documentNotes: 'Sobre os documentos',
  reservation: { required: 'Somente com hora marcada.', first: 'Quem tem hora marcada é atendido primeiro.' },
  declines: (who) => `Não pode solicitar aqui: ${who}`,
  applicants: { self: 'o titular', proxy: 'um procurador', 'legal-representative': 'um representante legal' },
  weekdays: {
    sunday: 'domingo',
    monday: 'segunda-feira',
    tuesday: 'terça-feira',
    wednesday: 'quarta-feira',
    thursday: 'quinta-feira',
    friday: 'sexta-feira',
    saturday: 'sábado',
  },
  closingAfter: (day, nth, reference) =>
    `${day} após ${feminine(reference) ? `a ${nth}ª` : `o ${nth}º`} ${reference} do mês`,
  closingNth: (day, nth) => `${nth}${feminine(day) ? 'ª' : 'º'} ${day} do mês`,
  nextClosing: (day) => `Próximo dia fechado: ${day}.`,
  callerPays: 'A ligação é paga por quem telefona.',
  takesReservations: 'É possível marcar hora por telefone.',
  qr: 'Código QR da página para marcar hora',
  qrHelp: 'Leia com um smartphone para abrir a página e marcar hora.',
  resetPage: 'Ver a página sobre a redefinição da senha',
  notOffered: 'Não é possível alterar nesta tela. Para alterar, pergunte no guichê.',
  weakRefused: 'Uma senha fácil de adivinhar não pode ser usada aqui. Digite outra.',
};
