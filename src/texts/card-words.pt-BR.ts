import type { CardWords } from './card-words.ts';
import { pluralIn } from './plural.ts';

/*
 * Terms of the Portuguese words, as cities in Japan and the JPKI use them where they do:
 * マイナンバーカード cartão My Number · 暗証番号 senha · 電子証明書 certificado digital · 署名用 para assinatura · 利用者証明用 para
 * autenticação do usuário · 住民基本台帳 Livro de Registro Básico de Residentes · 券面事項入力補助 preenchimento dos dados do cartão ·
 * 変更 alterar · 再設定 redefinir · 更新 renovar · 失効 revogado, sem validade · 再交付 reemissão · ロック bloqueio · 残り回数 tentativas
 * restantes · 市区町村の窓口 guichê da prefeitura · カードリーダー leitor de cartão.
 */

const plural = pluralIn('pt-BR');

const PUT_BACK = 'Retire o cartão e coloque-o de novo.';
const USE_MY_NUMBER_CARD = 'Coloque um cartão My Number.';
const EASY_TO_GUESS = 'É fácil de adivinhar.';

const PHONE = {
  title: 'Este é o certificado digital de um celular',
  lines: [`As senhas do celular não podem ser alteradas aqui. ${USE_MY_NUMBER_CARD}`],
};

const LETTERS_AND_DIGITS = 'Digite somente letras maiúsculas (A–Z) e números (0–9).';
const DIGITS_ONLY = 'Digite somente números.';

export const CARD_WORDS_PT_BR: CardWords = {
  pinNames: {
    sign: 'Senha do certificado digital para assinatura',
    auth: 'Senha do certificado digital para autenticação do usuário',
    juki: 'Senha do Livro de Registro Básico de Residentes',
    text: 'Senha para preenchimento dos dados do cartão',
  },
  formats: {
    'four-digits': '4 dígitos',
    'sign-password': '6 a 16 caracteres, misturando letras maiúsculas e números',
  },
  uses: {
    sign: 'Usada para enviar pedidos e declarações pela internet, como no e-Tax.',
    auth: 'Usada para entrar no Mynaportal, obter certidões em lojas de conveniência etc.',
    juki: 'Usada no guichê da prefeitura, por exemplo para comunicar mudança de endereço.',
    text: 'Usada para preencher automaticamente, em formulários, o nome e o endereço do cartão.',
  },
  briefUses: {
    sign: 'para pedidos, como no e-Tax',
    auth: 'para o Mynaportal e lojas de conveniência',
    juki: 'para o guichê, como em mudanças',
    text: 'para preencher nome e endereço',
  },
  states: {
    ready: (triesLeft) =>
      plural(triesLeft, { one: `Resta ${triesLeft} tentativa`, other: `Restam ${triesLeft} tentativas` }),
    locked: 'Bloqueada',
    absent: 'Não existe neste cartão',
    unknown: 'Não foi possível ler as tentativas restantes',
  },
  lastTryWarning: 'Se errar mais 1 vez, ela será bloqueada.',
  unknownTriesAdvice: `Por segurança, não é possível alterá-la aqui. ${PUT_BACK}`,
  resetAtCounter: 'Redefina a senha (再設定) no guichê da prefeitura.',
  resetAtCounterOrStore: (other) =>
    `A senha pode ser redefinida (再設定) no guichê da prefeitura. Se você souber a senha do certificado digital para ${other === 'auth' ? 'autenticação do usuário' : 'assinatura'}, também pode reservar pelo aplicativo no celular e redefini-la no terminal de uma loja de conveniência.`,
  certificates: (sign, auth) => {
    const of = (present: boolean | undefined) => (present === undefined ? 'não se sabe' : present ? 'sim' : 'não');
    return `Certificados digitais: para assinatura – ${of(sign)}; para autenticação do usuário – ${of(auth)}`;
  },
  cardKinds: {
    'juki-card': {
      title: 'Este é um Cartão do Livro de Registro Básico de Residentes (住民基本台帳カード)',
      lines: [`As senhas deste cartão não podem ser alteradas. ${USE_MY_NUMBER_CARD}`],
    },
    'android-phone': PHONE,
    iphone: PHONE,
    other: {
      title: 'Este não é um cartão My Number',
      lines: [`Parece ser outro cartão. ${USE_MY_NUMBER_CARD}`],
    },
  },
  cardErrors: {
    'card-removed': { title: 'Não há cartão', lines: ['Coloque o cartão My Number no leitor.'] },
    'card-reset': { title: 'A comunicação com o cartão foi interrompida', lines: [PUT_BACK] },
    'reader-gone': { title: 'O leitor de cartão foi desconectado', lines: ['Conecte o leitor de novo.'] },
    'service-gone': {
      title: 'A conexão com o leitor de cartão foi perdida',
      lines: ['A conexão está sendo refeita automaticamente. Aguarde um momento.'],
    },
    'in-use': {
      title: 'Outro programa está usando o cartão',
      lines: ['Feche os programas que usam o cartão, como os do Mynaportal ou do e-Tax.'],
    },
    unresponsive: {
      title: 'O cartão não responde',
      lines: ['Verifique a direção e o lado do cartão e coloque-o de novo.'],
    },
    'bad-answer': { title: 'Não foi possível ler a resposta do cartão', lines: [PUT_BACK] },
    'refused-by-guard': {
      title: 'Interrompido por segurança',
      lines: ['Nada foi enviado ao cartão. Retire o cartão, coloque-o de novo e recomece.'],
    },
    failed: { title: 'Não foi possível ler o cartão', lines: [PUT_BACK] },
    'journal-not-available': {
      title: 'A alteração não foi iniciada porque não foi possível registrá-la',
      lines: ['Nada foi enviado ao cartão e nenhuma tentativa foi gasta.', 'Chame um funcionário.'],
    },
  },
  rules: {
    'only-digits': 'Somente números',
    'length-4': '4 dígitos',
    'only-capitals-and-digits': 'Somente letras maiúsculas e números',
    'length-6-16': '6 a 16 caracteres',
    'has-letter': 'Tem letra',
    'has-digit': 'Tem número',
  },
  problems: {
    'four-digits': {
      empty: 'Digite a senha.',
      'not-a-digit': DIGITS_ONLY,
      'not-a-letter-or-digit': DIGITS_ONLY,
      'too-short': 'Tem menos de 4 dígitos.',
      'too-long': 'Tem mais de 4 dígitos.',
      'no-letter': DIGITS_ONLY,
      'no-digit': DIGITS_ONLY,
    },
    'sign-password': {
      empty: 'Digite a senha.',
      'not-a-digit': LETTERS_AND_DIGITS,
      'not-a-letter-or-digit': LETTERS_AND_DIGITS,
      'too-short': 'Tem menos de 6 caracteres.',
      'too-long': 'Tem mais de 16 caracteres.',
      'no-letter': 'Não tem nenhuma letra. Use letras e números.',
      'no-digit': 'Não tem nenhum número. Use letras e números.',
    },
  },
  conversions: {
    'full-width': 'Os caracteres largos do japonês (full-width) foram convertidos em comuns (half-width).',
    'upper-cased': 'As letras minúsculas foram convertidas em maiúsculas.',
    trimmed: 'Os espaços no início e no fim foram removidos.',
  },
  weaknesses: {
    'same-as-current': 'É igual à senha atual.',
    'birth-date': `Contém a data de nascimento. ${EASY_TO_GUESS}`,
    'one-character-repeated': `Repete um só caractere. ${EASY_TO_GUESS}`,
    'repeated-pattern': `Repete o mesmo padrão. ${EASY_TO_GUESS}`,
    sequence: `É uma sequência. ${EASY_TO_GUESS}`,
    'looks-like-a-year': 'Parece um ano. O ano de nascimento, por exemplo, é fácil de adivinhar.',
    'looks-like-a-date': 'Parece uma data. A data de aniversário, por exemplo, é fácil de adivinhar.',
    'same-for-all': 'As 3 senhas são iguais. Quem descobrir uma saberá as 3.',
  },
  weaknessLead: 'É possível alterar assim mesmo, mas recomendamos outra senha.',
  outcomes: {
    changed: 'Alterada',
    unchanged: 'Não alterada',
    'half-changed': 'Alterada só em parte',
    unknown: 'Não confirmada',
  },
  resultLeads: {
    allChanged: 'Tudo foi alterado. Você já pode retirar o cartão.',
    oneChanged: 'A senha foi alterada. Você já pode retirar o cartão.',
    noneChanged: 'Nenhuma senha foi alterada.',
    wrongPin: 'Nada foi alterado, porque uma senha atual estava errada.',
    mixed: 'Algumas senhas foram alteradas e outras não.',
    unknown: 'Não foi possível confirmar a alteração de pelo menos uma senha.',
    halfChanged: 'Pelo menos uma senha foi alterada só em parte.',
  },
  reasons: {
    changed: ['A nova senha foi confirmada no cartão.'],
    wrongPin: 'A senha atual está errada.',
    wrongPinCost: (triesLeft) =>
      plural(triesLeft, {
        one: `Resta ${triesLeft} tentativa. Com 0, a senha é bloqueada.`,
        other: `Restam ${triesLeft} tentativas. Com 0, a senha é bloqueada.`,
      }),
    nowLocked: 'Ela foi bloqueada.',
    nextLocks: 'No próximo erro, ela será bloqueada.',
    referencesDiffer:
      'Esta senha fica gravada em 2 lugares do cartão, e eles estão diferentes. O que você digitou confere com apenas um deles.',
    referencesDifferAfterChange: 'Se uma alteração anterior foi interrompida, um dos lugares pode já ter a nova senha.',
    locked: 'Ela está bloqueada.',
    lastTry: 'Como só resta 1 tentativa, paramos antes de conferir. Essa tentativa não foi gasta.',
    absent: 'Não existe neste cartão.',
    triesUnknown: (sw) => `Não foi possível ler as tentativas restantes; por segurança, paramos${sw}.`,
    stopped: 'Não foi alterada, porque o processo parou em outra senha.',
    cardRefused: (sw) => `O cartão não aceitou${sw}.`,
    interrupted: (what) => (what ? `Foi interrompido no meio. ${what}.` : 'Foi interrompido no meio.'),
    interruptedUnchanged: 'Esta senha não foi alterada. Retire o cartão, coloque-o de novo e recomece.',
    halfChanged:
      'Esta senha fica gravada em 2 lugares do cartão. Um deles já tem a nova senha; o outro continua com a anterior.',
    halfChangedRefused: (sw) => `O cartão não aceitou a alteração do outro lugar${sw}.`,
    halfChangedOpen: 'O lugar que falta ainda pode ser alterado.',
    neitherAccepted: 'O cartão não aceitou nem a nova senha nem a anterior.',
    lastTryNotAsked: 'Como só resta 1 tentativa, a senha não foi conferida.',
    triesUnknownNotAsked: (sw) => `Como não foi possível ler as tentativas restantes, a senha não foi conferida${sw}.`,
    stoppedNotAsked: 'Como houve uma interrupção, a senha ainda não foi conferida.',
    unknownAdvice: [
      'Não se sabe se a senha passou a ser a nova. Não tente várias vezes seguidas.',
      'Na próxima vez que usar, tente a nova senha uma única vez; se estiver errada, use a anterior. Em caso de dúvida, consulte o guichê da prefeitura.',
    ],
  },
  obstacles: {
    'no-service': {
      title: 'O serviço de cartão inteligente não está funcionando',
      lines: [
        'Inicie o serviço de cartão inteligente do computador (no Linux, pcscd). Quando ele começar, a conexão será automática.',
      ],
    },
    'no-reader': {
      title: 'Nenhum leitor de cartão foi encontrado',
      lines: ['Conecte o leitor de cartão ao computador. Quando for encontrado, a tela mudará automaticamente.'],
    },
  },
  anotherCard: 'O cartão foi trocado por outro. Por segurança, o que você digitou foi apagado. Escolha de novo.',
  notStarted: 'Nada foi alterado ainda.',
  lastTry:
    'Só resta 1 tentativa em cada senha abaixo. Se errar, a senha será bloqueada e será preciso redefini-la (再設定) no guichê da prefeitura ou em outro local.',
  recover: {
    lead: 'Como houve uma interrupção, ainda não se sabe se cada senha abaixo já é a nova.',
    states: {
      waiting:
        'Coloque de novo no leitor o mesmo cartão que estava sendo alterado. Verificaremos automaticamente qual senha ele tem.',
      asking: 'Verificando. Não mova o cartão.',
      'another-card': 'Parece ser outro cartão. Coloque o cartão que estava sendo alterado.',
      'not-recorded':
        'No momento não é possível fazer o registro, por isso o cartão ainda não foi verificado. Chame um funcionário.',
    },
  },
  status: (sw) => ` (resposta ${sw})`,
};
