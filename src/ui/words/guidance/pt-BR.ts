import { pluralIn } from '../../../texts/plural.ts';
import type { GuidanceWords } from './guidance-words.ts';

const plural = pluralIn('pt-BR');

/** The name of a PIN within a sentence. */
const the = (pin: string) => `${pin.charAt(0).toLowerCase()}${pin.slice(1)}`;

const errors = (count: number) => plural(count, { one: `${count} erro`, other: `${count} erros seguidos` });

export const GUIDANCE_WORDS_PT_BR: GuidanceWords = {
  title: 'Ajuda',
  close: 'Fechar',
  lead: 'Escolha o que corresponde ao seu caso. O que você digitou continua como está.',
  troubles: {
    forgotten: 'Não sei ou esqueci a senha',
    locked: 'A senha foi bloqueada',
    certificateExpired: 'O certificado digital venceu',
    cardAbolished: 'O cartão perdeu a validade, não funciona mais',
    lostCard: 'Perdi o cartão ou ele foi roubado',
    tries: 'Como funcionam as “tentativas restantes” e o bloqueio',
    diagnosis: 'O cartão ou o leitor não é lido',
  },
  toList: 'Voltar à lista de “Ajuda”',
  toDiagnosis: 'Verificar a conexão',
  whichForgotten: 'Qual senha você não sabe?',
  whichLocked: 'Qual senha está bloqueada?',
  notSureWhich: 'Não sei qual senha é',
  headings: {
    forgotten: (pin) => `Se você não sabe a ${the(pin)}`,
    locked: (pin) => `Se a ${the(pin)} está bloqueada`,
    absent: (pin) => `Se a ${the(pin)} não existe no cartão`,
    unreadable: (pin) => `Se não é possível ler as tentativas restantes da ${the(pin)}`,
    certificateExpired: 'Se o certificado digital venceu',
    cardAbolished: 'Se o cartão perdeu a validade (失効)',
    lostCard: 'Se você perdeu o cartão',
    tries: 'Como funcionam as “tentativas restantes” e o bloqueio',
  },
  procedures: {
    reset: 'Ao pedir a redefinição (再設定), você define uma nova senha. A senha atual não é necessária.',
    'renew-certificate': 'Faça a renovação (更新) do certificado digital.',
    'new-card':
      'As senhas deste cartão não podem ser alteradas nem redefinidas. Solicite a reemissão do cartão (再交付).',
    none: 'Não é preciso fazer nada em relação a esta senha.',
  },
  procedureNotes: {
    'do-not-guess':
      'Se não conseguir lembrar, não fique tentando. Cada erro reduz as tentativas restantes e, quando chega a 0, a senha é bloqueada.',
    'waiting-does-not-unlock': 'O bloqueio não acaba com o tempo.',
    'others-stay': 'As outras senhas continuam funcionando.',
    'pin-stays-usable':
      'A senha do Livro de Registro Básico de Residentes e a senha para preenchimento dos dados do cartão funcionam mesmo que o certificado digital tenha vencido.',
    'renewal-from-three-months-before':
      'A renovação pode ser feita a partir de 3 meses antes do vencimento, e também depois dele. Não há taxa.',
    'ends-with-address-or-name':
      'Quando o endereço ou o nome muda, o certificado digital para assinatura deixa de valer, mesmo antes do vencimento.',
    'no-pin-of-this-card': 'As senhas do novo cartão são definidas quando você o recebe.',
  },
  places: {
    reset: 'Onde redefinir',
    'renew-certificate': 'Onde renovar',
    'new-card': 'Onde solicitar',
  },
  sheet: (format) =>
    `A senha pode estar anotada na folha de senhas (設定暗証番号記載票) que você recebeu com o cartão. Formato desta senha: ${format}.`,
  counter: {
    name: 'Guichê da prefeitura',
    where: 'Da cidade, distrito (ku), vila ou vilarejo onde você tem registro de residente (juminhyo).',
    bring: {
      reset: 'Leve: o cartão My Number e um documento de identidade, como a carteira de motorista',
      'renew-certificate': 'Leve: o cartão My Number',
      'new-card':
        'Leve: um documento de identidade, como a carteira de motorista, e, se ainda estiver com você, o cartão My Number',
    },
    differs: 'O que levar e como agendar variam conforme o município. Confirme antes de ir.',
    proxy: 'Se outra pessoa for em seu lugar, são necessários outros documentos, e pode não terminar no mesmo dia.',
  },
  store: {
    name: 'Terminal de loja de conveniência ou de outra loja (quiosque)',
    needs: (otherPin) => `Só pode ser usado se você souber a ${the(otherPin)}.`,
    steps: [
      'No celular, com o aplicativo “JPKI PIN Reset” (JPKI暗証番号リセット), leia o cartão e fotografe o rosto.',
      'Dentro de 24 horas, defina a nova senha no terminal da loja.',
    ],
    where: 'Veja no aplicativo em quais lojas é possível.',
    closed: (otherPin) =>
      `Como a ${the(otherPin)} não pode ser usada neste cartão, não é possível redefinir no terminal de uma loja.`,
  },
  absent: {
    certificate:
      'Este cartão não tem o certificado digital que usa esta senha. O cartão das pessoas abaixo pode não tê-lo.',
    notFor: {
      'under-15': 'Menores de 15 anos',
      'adult-ward': 'Adultos sob tutela ou curatela',
      'by-choice': 'Quem não pediu a emissão do certificado digital',
    },
    other: 'Não foi possível encontrar esta senha no cartão.',
    ask: 'Se quiser usá-la, consulte o guichê da prefeitura onde você tem registro de residente (juminhyo).',
  },
  unreadable: [
    'O cartão não informou as tentativas restantes; por segurança, não é possível alterar aqui. As tentativas não diminuíram.',
    'Retire o cartão, coloque-o de novo e faça outra leitura.',
    'Se acontecer sempre o mesmo, consulte o guichê da prefeitura.',
  ],
  lost: {
    stop: 'Telefone imediatamente e peça a suspensão do uso do cartão. O atendimento é 24 horas, 365 dias por ano.',
    next: [
      'Se perdeu fora de casa ou se foi roubado, avise também a polícia.',
      'Se o encontrar depois da suspensão, faça o procedimento no guichê da prefeitura para poder usá-lo de novo.',
      'Se não o encontrar, solicite a reemissão do cartão (再交付) no guichê da prefeitura.',
    ],
  },
  tries: (signTries, otherTries) => [
    '“Restam … tentativas” é quantas vezes seguidas ainda se pode errar. Quando chega a 0, a senha é bloqueada e precisa ser redefinida (再設定).',
    `A senha para assinatura é bloqueada depois de ${errors(signTries)}; as outras 3, depois de ${errors(otherTries)}.`,
    'Ao digitar a senha certa, o número volta ao inicial. Com o tempo, não volta.',
    'Os erros em outras máquinas e aplicativos também são contados.',
    'Quando o formato não está correto, este programa não envia nada ao cartão, e as tentativas restantes não diminuem.',
  ],
  contacts: {
    title: 'Onde perguntar',
    stores: 'Lojas próximas',
    telephone: 'Telefone',
    tollFree: 'ligação gratuita',
    languages: 'Idiomas atendidos',
    days: {
      'every-day': 'Todos os dias',
      weekdays: 'De segunda a sexta',
      weekends: 'Sábados e domingos',
      saturdays: 'Sábados',
      sundays: 'Domingos',
      'weekends-and-holidays': 'Sábados, domingos e feriados',
    },
    hours: (days, from, to) => `${days}, das ${from} às ${to}`,
    closed: { weekends: 'sábados e domingos', 'year-end': 'fim e início de ano', holidays: 'feriados' },
    closedOn: (days) => `Fechado: ${days}`,
    reservation: 'Agendar',
  },
  whichPin: {
    title: 'Qual senha alterar?',
    lead: 'Escolha o que quer fazer para saber quais senhas são necessárias. Pode escolher mais de uma opção.',
    purposes: {
      'e-tax': 'Declarar o imposto de renda pelo e-Tax',
      'myna-portal-login': 'Entrar no Mynaportal',
      'store-certificates': 'Tirar o atestado de residência (juminhyo) etc. em loja de conveniência',
      'health-insurance': 'Usar como cartão do seguro de saúde em hospitais e farmácias',
      'moving-out-online': 'Comunicar mudança de endereço pelo Mynaportal',
      'moving-in-at-counter': 'Comunicar mudança de endereço no guichê',
      'name-or-address-on-card': 'Atualizar o endereço ou o nome no cartão',
      'online-application': 'Enviar pedidos e declarações pela internet',
      'filling-forms': 'Preencher automaticamente o endereço e o nome em documentos',
    },
    why: {
      'e-tax': {
        sign: 'ao enviar a declaração',
        auth: 'ao entrar',
        text: 'ao preencher automaticamente o endereço e o nome',
      },
      'myna-portal-login': { auth: 'ao entrar' },
      'store-certificates': { auth: 'ao tirar o documento no terminal da loja' },
      'health-insurance': {
        auth: 'na recepção (se escolher o reconhecimento facial, a senha não é necessária)',
      },
      'moving-out-online': {
        sign: 'ao enviar a comunicação',
        auth: 'ao entrar',
        text: 'ao preencher automaticamente o endereço e o nome',
      },
      'moving-in-at-counter': { juki: 'ao usar o cartão no guichê' },
      'name-or-address-on-card': { juki: 'ao atualizar o cartão no guichê' },
      'online-application': { sign: 'ao fazer a assinatura eletrônica' },
      'filling-forms': { text: 'ao ler do cartão o endereço e o nome' },
    },
    answer: 'Senhas necessárias',
    because: (purpose, why) => `${purpose}: ${why}`,
    choose: 'Escolher estas senhas',
    nothing: 'Escolha pelo menos uma coisa que quer fazer.',
    noneReady: 'No momento, nenhuma pode ser alterada. Aperte o botão abaixo para ver o que fazer.',
    whatToDo: (pin) => `Ver o procedimento da ${the(pin)}`,
  },
};
