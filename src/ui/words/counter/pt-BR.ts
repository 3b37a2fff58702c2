import type { CounterWords } from './counter-words.ts';

export const COUNTER_WORDS_PT_BR: CounterWords = {
  call: {
    open: 'Chamar um funcionário',
    title: 'Fale com um funcionário',
    lines: ['Pode deixar a tela como está. O que foi digitado não pode ser visto.'],
    goOn: 'Continuar',
  },
  giveBack: 'Vire a tela de volta para o funcionário.',
  sheet: {
    accepted: 'Pedido recebido: senhas do cartão My Number',
    notYet: 'O procedimento ainda não terminou. As senhas ainda não foram alteradas.',
    toBring: 'O que trazer para alterar as senhas do cartão My Number',
    application: 'Quem faz o pedido',
    missing: 'O que faltou hoje',
    nextTime: 'O que trazer da próxima vez',
    notHere: 'Isto não pode ser feito aqui.',
    where: 'Onde pode ser feito',
    noSecrets: 'Neste papel não há senha, nome nem número do cartão.',
  },
};
