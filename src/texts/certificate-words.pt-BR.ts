import type { CertificateWords } from './certificate-words.ts';
import { dayIn } from './day.ts';
import { pluralIn } from './plural.ts';

const RENEWAL =
  'Ele pode ser renovado (更新) no guichê da prefeitura, a partir de cerca de 3 meses antes do vencimento.';

const plural = pluralIn('pt-BR');

/** The official names stay beside the translation: they are what offices and other programs show. */
export const CERTIFICATE_WORDS_PT_BR: CertificateWords = {
  names: {
    auth: 'Certificado digital para autenticação do usuário (利用者証明用電子証明書)',
    sign: 'Certificado digital para assinatura (署名用電子証明書)',
  },
  kinds: {
    auth: 'Certificado digital para autenticação do usuário',
    sign: 'Certificado digital para assinatura',
    ca: 'Certificado de uma autoridade certificadora',
    other: 'Certificado de tipo desconhecido',
  },
  day: dayIn('pt-BR'),
  period: (first, last) => `De ${first} a ${last}`,
  validity: {
    valid: (_first, last) => `Está dentro da validade (até ${last}).`,
    'expires-soon': (_first, last, daysLeft) =>
      daysLeft === 0
        ? `Vence hoje (${last}).`
        : `${plural(daysLeft, { one: `Falta ${daysLeft} dia`, other: `Faltam ${daysLeft} dias` })} para o vencimento (${last}).`,
    expired: (_first, last) => `Está vencido (era válido até ${last}).`,
    'not-yet': (first) => `A validade ainda não começou (a partir de ${first}).`,
  },
  validityAdvice: {
    valid: () => [],
    'expires-soon': () => [RENEWAL],
    expired: (today) => [
      'Um certificado digital vencido pode não ser aceito para entrar em sites ou enviar pedidos. Renove-o (更新) no guichê da prefeitura.',
      'Este programa não impede a alteração de uma senha porque o certificado está vencido.',
      clock(today),
    ],
    'not-yet': (today) => [clock(today)],
  },
  testEnvironment: 'É um certificado digital do ambiente de teste.',
  facts: {
    kind: 'Tipo',
    period: 'Período de validade',
    serialNumber: 'Número de série (hexadecimal)',
    issuer: 'Emissor',
    chain: 'Verificação do emissor',
    ca: 'Autoridade certificadora',
    fingerprint: 'SHA-256 do certificado da autoridade certificadora',
  },
  chain: {
    holds: 'A assinatura mostra que a autoridade certificadora gravada no cartão o emitiu.',
    'wrong-issuer': 'O nome do emissor é diferente da autoridade certificadora gravada no cartão.',
    'not-a-ca':
      'O certificado da autoridade certificadora no cartão não diz que ela pode emitir certificados. Por isso, não foi possível verificar o emissor.',
    'bad-signature': 'Não confere com a assinatura da autoridade certificadora gravada no cartão.',
    'not-checked': 'Não foi possível verificar a assinatura: este programa não conhece o método usado.',
  },
  ca: {
    known: 'É uma autoridade certificadora da JPKI que está na lista deste programa.',
    'not-recognised':
      'É uma autoridade certificadora que não está na lista deste programa. A lista só tem algumas autoridades; isso não quer dizer que haja problema.',
    test: 'É uma autoridade certificadora do ambiente de teste.',
    unreadable:
      'Não foi possível ler o certificado da autoridade certificadora. Por isso, o emissor não foi verificado.',
    'not-read': 'O certificado da autoridade certificadora não foi lido. Por isso, o emissor não foi verificado.',
  },
  revocation:
    'Não é possível verificar aqui se ele foi revogado (失効), isto é, se perdeu a validade antes do vencimento.',
  unshown: {
    absent: () => 'Este certificado digital não está no cartão.',
    'needs-pin': () => 'Só pode ser lido logo depois de a senha ser conferida.',
    truncated: () => 'Os dados terminaram antes do fim, por isso o conteúdo não pode ser mostrado.',
    'not-a-certificate': () => 'Os dados encontrados não são um certificado digital.',
    refused: (sw) => `O cartão não aceitou a leitura${sw}.`,
    'broken-der': () => 'O formato dos dados não está correto, por isso o conteúdo não pode ser mostrado.',
    masked: () => 'O conteúdo está oculto. O registro não guarda o conteúdo do certificado digital.',
  },
  readAgain: {
    auth: 'Retire o cartão, coloque-o de novo e leia outra vez. Se nada mudar, consulte o guichê da prefeitura.',
    sign: 'Se na próxima leitura acontecer o mesmo, consulte o guichê da prefeitura.',
  },
  reading: {
    auth: 'Lendo o certificado digital para autenticação do usuário. Não mova o cartão.',
    sign: 'Lendo o certificado digital para assinatura. Não mova o cartão.',
  },
  failures: {
    'not-loaded': {
      title: 'Não foi possível carregar a parte que examina os certificados digitais',
      lines: ['Verifique se o myna-pin está em execução e tente de novo.'],
    },
    'pin-not-changed': {
      title: 'O certificado digital para assinatura não foi lido',
      lines: ['Ele só é lido quando a alteração termina sem interrupção e a senha para assinatura passa a ser a nova.'],
    },
  },
  interrupted: (what) => `Não foi possível ler. ${what}.`,
  changeStands: 'O resultado da alteração das senhas, acima, continua valendo.',
  holder: {
    name: 'Nome',
    nameSubstitutes: 'Caracteres substitutos no nome',
    birthDate: 'Data de nascimento',
    sex: 'Sexo',
    sexes: { male: 'Masculino', female: 'Feminino', unknown: 'Não se sabe' },
    address: 'Endereço',
    addressSubstitutes: 'Caracteres substitutos no endereço',
    substitutes: (positions) =>
      positions.length === 0
        ? 'Nenhum'
        : `${plural(positions.length, { one: 'Caractere', other: 'Caracteres' })} ${positions.join(', ')}`,
    none: 'Não foi possível ler os dados pessoais.',
  },
};

function clock(today: string): string {
  return `Verificado pela data do computador (${today}). Se a data estiver errada, corrija-a e verifique de novo.`;
}
