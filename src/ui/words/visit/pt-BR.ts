import { pluralIn } from '../../../texts/plural.ts';
import type { VisitWords } from './visit-words.ts';

const plural = pluralIn('pt-BR');

export const VISIT_WORDS_PT_BR: VisitWords = {
  attract: {
    title: 'Aqui você pode alterar as senhas do cartão My Number',
    begin: 'Toque na tela',
    preparing: 'Preparando. Aguarde um momento.',
    outOfOrder: 'Este terminal não está funcionando. Avise um funcionário.',
    cardLeft: 'Há um cartão no leitor. Retire o cartão. Se for de outra pessoa, entregue-o a um funcionário.',
    unfinished: (time) =>
      `Se a sua alteração foi interrompida por volta das ${time}, traga o cartão e fale com um funcionário.`,
  },
  chooseLanguage: 'Escolha o idioma',
  quit: 'Sair',
  finish: 'Terminar',
  cardTaken: {
    title: 'O cartão foi retirado',
    lines: [
      'Confira o resultado, imprima o comprovante se precisar e toque em “Terminar”.',
      'Se não houver nenhuma operação por algum tempo, a tela volta ao início.',
    ],
  },
  idle: {
    title: 'Quer continuar?',
    lead: 'Faz algum tempo que não há nenhuma operação. Se continuar assim, o que foi digitado será apagado e a tela voltará ao início.',
    secondsLeft: (seconds) =>
      `A tela volta em ${plural(seconds, { one: `${seconds} segundo`, other: `${seconds} segundos` })}.`,
    goOn: 'Continuar',
  },
  leaving: {
    title: 'Ainda quer ver o resultado?',
    lead: 'Se continuar assim, o resultado será apagado e a tela voltará ao início.',
    goOn: 'Continuar vendo',
  },
  thanks: {
    title: 'Obrigado',
    takeCard: 'Retire o seu cartão.',
    over: 'A tela voltará ao início em breve. Confira se não esqueceu o cartão nem o comprovante.',
    back: 'Voltar ao início',
  },
  failed: {
    title: 'Houve um problema com esta tela',
    atWork: 'Não mexa no cartão até terminar a alteração em andamento.',
    cleared: 'O que foi digitado foi apagado. A tela voltará ao início em breve.',
    nothingSent: 'O que foi digitado por último não foi enviado ao cartão.',
    tellStaff: 'Em caso de dúvida, pergunte a um funcionário.',
  },
  unfinishedTitle: (time) => `Por volta das ${time}, uma alteração foi interrompida aqui`,
  unfinishedNotYours: 'Se não foi a sua, continue normalmente.',
  resetCode: 'Código QR da página sobre a redefinição da senha',
  resetCodeHelp: 'Leia com um smartphone para abrir a página sobre a redefinição da senha.',
};
