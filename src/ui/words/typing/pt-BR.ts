import { pluralIn } from '../../../texts/plural.ts';
import type { TypingWords } from './typing-words.ts';

const plural = pluralIn('pt-BR');

const letter = (letter: string, word: string) => `letra ${letter}, de ${word}`;
const digit = (name: string) => `número ${name}`;

export const TYPING_WORDS_PT_BR: TypingWords = {
  otherFormat: {
    lettersForDigits:
      'Esta senha tem 4 dígitos. Ela não é a senha para assinatura (署名用電子証明書暗証番号), que tem letras.',
    digitsForPassword:
      'A senha para assinatura (署名用電子証明書暗証番号) tem de 6 a 16 caracteres, misturando letras e números. Ela não é uma das senhas de 4 dígitos.',
  },
  mismatch: 'A nova senha e a repetição não são iguais. Digite as duas de novo.',
  sameAsNew: 'Igual à “Nova senha”',
  allowed: 'É possível alterar assim mesmo.',
  capsLock: 'O Caps Lock está ligado, mas você pode continuar. As letras ficam sempre maiúsculas.',
  numLock: 'O teclado numérico não está digitando números. Aperte a tecla NumLock ou use “Digitar com teclas na tela”.',
  errors: { field: (pin, field) => `${pin}: ${field}` },
  tools: 'Ajuda para digitar',
  keypad: {
    open: 'Digitar com teclas na tela',
    close: 'Fechar as teclas',
    digits: 'Teclas de números',
    letters: 'Teclas de letras e números',
    backspace: 'Apagar 1 caractere',
    clear: 'Apagar tudo',
    nextField: 'Próximo campo',
    finish: 'Terminei, próximo',
  },
  readBack: {
    open: 'Ler um caractere de cada vez',
    warning:
      'O que você digitou aparece na tela, um caractere de cada vez, e o leitor de tela fala em voz alta. Verifique se ninguém por perto pode ver ou ouvir.',
    start: 'Ler',
    stop: 'Parar',
    nothingTyped: 'Nada foi digitado ainda.',
    list: 'Caracteres digitados',
    characters: {
      A: letter('A', 'avião'),
      B: letter('B', 'bola'),
      C: letter('C', 'casa'),
      D: letter('D', 'dado'),
      E: letter('E', 'escola'),
      F: letter('F', 'faca'),
      G: letter('G', 'gato'),
      H: letter('H', 'hotel'),
      I: letter('I', 'igreja'),
      J: letter('J', 'janela'),
      K: letter('K', 'Kátia'),
      L: letter('L', 'laranja'),
      M: letter('M', 'Maria'),
      N: letter('N', 'navio'),
      O: letter('O', 'ovo'),
      P: letter('P', 'pato'),
      Q: letter('Q', 'queijo'),
      R: letter('R', 'rato'),
      S: letter('S', 'sapo'),
      T: letter('T', 'tatu'),
      U: letter('U', 'uva'),
      V: letter('V', 'vaca'),
      W: letter('W', 'Wilson'),
      X: letter('X', 'xícara'),
      Y: letter('Y', 'Yara'),
      Z: letter('Z', 'zebra'),
      0: digit('zero'),
      1: digit('um'),
      2: digit('dois'),
      3: digit('três'),
      4: digit('quatro'),
      5: digit('cinco'),
      6: digit('seis (meia)'),
      7: digit('sete'),
      8: digit('oito'),
      9: digit('nove'),
    },
    otherCharacter: 'outro caractere',
  },
  idle: {
    title: 'Quer continuar digitando?',
    lead: 'Faz algum tempo que não há nenhuma operação. Se continuar assim, as senhas digitadas serão apagadas por segurança.',
    secondsLeft: (seconds) =>
      `Serão apagadas em ${plural(seconds, { one: `${seconds} segundo`, other: `${seconds} segundos` })}.`,
    goOn: 'Continuar digitando',
    cleared: {
      title: 'As senhas digitadas foram apagadas',
      lines: [
        'Como não houve nenhuma operação por algum tempo, elas foram apagadas por segurança. Isto não mudou as senhas do cartão nem as tentativas restantes.',
        'Para continuar, digite-as de novo.',
      ],
    },
  },
};
