import * as v from 'valibot';
import { PIN_IDS } from '../card/applications.ts';
import { LANGUAGES, type Language } from '../texts/language.ts';

/** What breaks a rule of the schema is named by these codes; `texts/office-problems.ts` has their sentences. */
export type ValueProblem =
  | 'empty'
  | 'too-long'
  | 'too-many'
  | 'none-listed'
  | 'not-https'
  | 'not-a-time'
  | 'not-a-telephone-number'
  | 'not-an-id'
  | 'not-a-code'
  | 'not-a-language-tag'
  | 'not-whole'
  | 'too-small'
  | 'too-large';

/** Longest file that is read; the complete example has a tenth of it. */
export const MAX_OFFICE_BYTES = 65_536;

const problem = (code: ValueProblem): ValueProblem => code;

const LANGUAGE_NAMES = Object.keys(LANGUAGES) as Language[];
const MAX_TEXT = 400;
const MAX_LIST = 50;

/** Least and most seconds until what was typed is cleared: the announcement alone takes 60 of them. */
const IDLE_SECONDS = { min: 90, max: 3_600 };
/** Ten years. */
const MAX_JOURNAL_DAYS = 3_653;
/** A fee that is more than this was meant to be something else. */
const MAX_YEN = 100_000;

const Line = v.pipe(
  v.string(),
  v.regex(/\S/, problem('empty')),
  v.maxLength(MAX_TEXT, problem('too-long')),
  v.description('日本語の文 / a text in Japanese'),
);

/** The office's own words: in Japanese, or by language with Japanese among them. やさしい日本語 may have `{漢字|かんじ}`. */
const OfficeText = v.union([
  Line,
  v.pipe(
    v.strictObject({
      ja: Line,
      'ja-simple': v.exactOptional(Line),
      en: v.exactOptional(Line),
      'zh-Hans': v.exactOptional(Line),
      ko: v.exactOptional(Line),
      vi: v.exactOptional(Line),
      'pt-BR': v.exactOptional(Line),
    } satisfies Record<Language, v.GenericSchema>),
    v.description('言語ごとの文。ない言語では日本語を出します / by language; Japanese stands where one is missing'),
  ),
]);

const HttpsAddress = v.pipe(
  v.string(),
  v.regex(/^https:\/\/[A-Za-z0-9.-]+(:\d+)?([/?#]\S*)?$/, problem('not-https')),
  v.maxLength(MAX_TEXT, problem('too-long')),
);

const Time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, problem('not-a-time')));

/** Names a thing within the file. */
const Id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, problem('not-an-id')));

const listOf = <Item extends v.GenericSchema>(item: Item) =>
  v.pipe(v.array(item), v.minLength(1, problem('none-listed')), v.maxLength(MAX_LIST, problem('too-many')));

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const Weekday = v.picklist(WEEKDAYS);

const Nth = v.pipe(
  v.number(),
  v.integer(problem('not-whole')),
  v.minValue(1, problem('too-small')),
  v.maxValue(5, problem('too-large')),
);

const OpeningHours = v.strictObject({
  days: v.picklist(['every-day', 'weekdays', 'weekends', 'saturdays', 'sundays', 'weekends-and-holidays']),
  from: v.exactOptional(Time),
  to: v.exactOptional(Time),
});

const ClosingRule = v.pipe(
  v.strictObject({
    weekday: Weekday,
    nth: v.exactOptional(v.pipe(Nth, v.description('その月の何回目か / which one of the month'))),
    after: v.exactOptional(
      v.pipe(
        v.strictObject({ nth: Nth, weekday: Weekday }),
        v.description('この日の次の weekday / the first one after that day'),
      ),
    ),
  }),
  v.description(
    '休む日。例：第3土曜日の次の日曜日は {"weekday":"sunday","after":{"nth":3,"weekday":"saturday"}} / a day of the month on which it is closed',
  ),
);

const Closed = listOf(v.picklist(['weekends', 'holidays', 'year-end']));

/** Who stands at the counter: the holder, somebody sent (任意代理人), or a parent or guardian (法定代理人). */
const Applicant = v.picklist(['self', 'proxy', 'legal-representative']);

const Place = v.strictObject({
  id: v.exactOptional(Id),
  name: OfficeText,
  address: v.exactOptional(OfficeText),
  hours: v.exactOptional(listOf(OpeningHours)),
  closed: v.exactOptional(Closed),
  closedOn: v.exactOptional(listOf(ClosingRule)),
  reservation: v.exactOptional(
    v.pipe(
      v.picklist(['required', 'first']),
      v.description('required: 予約が必要 / only with one. first: 予約した方が先 / those who have one come first'),
    ),
  ),
  declines: v.exactOptional(v.pipe(listOf(Applicant), v.description('ここではできない人 / who cannot apply here'))),
  note: v.exactOptional(OfficeText),
});

const Telephone = v.strictObject({
  number: v.pipe(v.string(), v.regex(/^[0-9+][0-9-]{2,19}$/, problem('not-a-telephone-number'))),
  name: v.exactOptional(OfficeText),
  paidBy: v.exactOptional(v.picklist(['office', 'caller'])),
  takesReservations: v.exactOptional(v.boolean()),
  hours: v.exactOptional(listOf(OpeningHours)),
  closed: v.exactOptional(Closed),
  languages: v.exactOptional(
    listOf(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, problem('not-a-language-tag')))),
  ),
});

const Document = v.strictObject({
  id: Id,
  name: OfficeText,
  examples: v.exactOptional(listOf(OfficeText)),
  note: v.exactOptional(OfficeText),
  several: v.exactOptional(
    v.pipe(v.boolean(), v.description('同じ種類を2点以上数えてよい / more than one of this kind may be counted')),
  ),
});

const Count = v.pipe(
  v.number(),
  v.integer(problem('not-whole')),
  v.minValue(1, problem('too-small')),
  v.maxValue(10, problem('too-large')),
);

const Requirement = v.pipe(
  v.strictObject({
    count: v.exactOptional(
      v.pipe(Count, v.description('合わせて何点か（なければ1点） / how many in all; 1 if left out')),
    ),
    of: v.pipe(listOf(Id), v.description('書類の id / ids of documents')),
    including: v.exactOptional(v.pipe(listOf(Id), v.description('必ず要るもの / those that must be among them'))),
    or: v.exactOptional(v.strictObject({ count: v.exactOptional(Count), of: listOf(Id) })),
    notNeeded: v.exactOptional(v.pipe(OfficeText, v.description('要らない場合 / when it is not needed'))),
  }),
  v.description('持ち物とその数え方 / what to bring, and how it is counted'),
);

/** An application as the counter takes it: the holder, somebody sent on their first or second visit, a parent or guardian. */
export const APPLICATION_KINDS = ['self', 'proxy-first', 'proxy-second', 'legal-representative'] as const;

const Application = v.strictObject({
  kind: v.picklist(APPLICATION_KINDS),
  who: v.exactOptional(OfficeText),
  bring: listOf(Requirement),
  sameDay: v.pipe(v.boolean(), v.description('その日に終わるか / whether it is done on the same day')),
  typedBy: v.exactOptional(
    v.pipe(v.picklist(['applicant', 'staff']), v.description('だれが暗証番号を入力するか / who types the PINs')),
  ),
  steps: v.exactOptional(listOf(OfficeText)),
});

/** As long as the journal takes it. */
const MAX_OPERATOR_NAME = 80;

const Operator = v.strictObject({
  name: v.pipe(
    v.string(),
    v.regex(/\S/, problem('empty')),
    v.maxLength(MAX_OPERATOR_NAME, problem('too-long')),
    v.description('職員の名前か、窓口での呼び名 / name of a clerk, or what they are called at the counter'),
  ),
  code: v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(/^\d{4,8}$/, problem('not-a-code')),
      v.description(
        '窓口を開くときに入れる番号。守りではありません / typed to open the counter; keeps nobody out who can read this file',
      ),
    ),
  ),
});

/** Read by staff alone, so in Japanese alone. */
const FormSteps = listOf(Line);

const Counter = v.strictObject({
  operators: v.pipe(listOf(Operator), v.description('窓口の職員 / who serves at the counter')),
  form: v.exactOptional(
    v.pipe(
      v.strictObject({
        opening: v.exactOptional(FormSteps),
        puttingAway: v.exactOptional(FormSteps),
      }),
      v.description(
        '職員が暗証番号を入力するときの、封筒の開け方としまい方。なければ決まった文を出します / how staff open the sealed form and put it away; lines of the program where it is left out',
      ),
    ),
  ),
});

const Journal = v.strictObject({
  days: v.pipe(
    v.number(),
    v.integer(problem('not-whole')),
    v.minValue(1, problem('too-small')),
    v.maxValue(MAX_JOURNAL_DAYS, problem('too-large')),
    v.description('窓口日誌を残す日数 / days that entries of the journal are kept'),
  ),
});

const Kiosk = v.strictObject({
  mode: v.exactOptional(
    v.pipe(
      v.picklist(['self-service', 'counter']),
      v.description(
        'self-service: 住民がひとりで使う画面 / residents by themselves. counter: 職員が案内する窓口 / staff lead the way. なければ自宅と同じ画面 / as at home if left out',
      ),
    ),
  ),
  place: v.exactOptional(v.pipe(Id, v.description('この画面がある場所の id / id of the place where this screen is'))),
  idleSeconds: v.exactOptional(
    v.pipe(
      v.number(),
      v.integer(problem('not-whole')),
      v.minValue(IDLE_SECONDS.min, problem('too-small')),
      v.maxValue(IDLE_SECONDS.max, problem('too-large')),
      v.description('操作がないとき、入力を消すまでの秒数 / seconds until what was typed is cleared'),
    ),
  ),
  keypad: v.exactOptional(v.picklist(['on-request', 'always'])),
  shuffle: v.exactOptional(v.boolean()),
  changeable: v.exactOptional(
    v.pipe(listOf(v.picklist(PIN_IDS)), v.description('変更できる暗証番号 / the PINs that may be changed here')),
  ),
  receipt: v.exactOptional(v.boolean()),
  refuseWeak: v.exactOptional(
    v.pipe(v.boolean(), v.description('推測されやすい番号を断るか / whether weak PINs are refused')),
  ),
});

/** The settings of an office, as an administrator writes them. Published as `fixtures/offices/office.schema.json`. */
export const OfficeSettingsSchema = v.pipe(
  v.strictObject({
    $schema: v.exactOptional(v.string()),
    name: OfficeText,
    languages: v.exactOptional(listOf(v.picklist(LANGUAGE_NAMES))),
    feeYen: v.exactOptional(
      v.pipe(
        v.number(),
        v.integer(problem('not-whole')),
        v.minValue(0, problem('too-small')),
        v.maxValue(MAX_YEN, problem('too-large')),
      ),
    ),
    places: v.exactOptional(listOf(Place)),
    telephones: v.exactOptional(listOf(Telephone)),
    reservation: v.exactOptional(v.pipe(HttpsAddress, v.description('予約のページ / where appointments are made'))),
    resetProcedure: v.exactOptional(
      v.pipe(HttpsAddress, v.description('再設定の手続きのページ / the page about setting a PIN anew')),
    ),
    stores: v.exactOptional(listOf(Place)),
    documents: v.exactOptional(listOf(Document)),
    applications: v.exactOptional(listOf(Application)),
    documentNotes: v.exactOptional(listOf(OfficeText)),
    kiosk: v.exactOptional(Kiosk),
    counter: v.exactOptional(Counter),
    journal: v.exactOptional(v.pipe(Journal, v.description('なければ消さない / kept for ever if left out'))),
  }),
  v.title('myna-pin: 窓口の設定 / office settings'),
);

/** Parts that stand in many places of it, by the names that they have in the published schema. */
export const OFFICE_DEFINITIONS = { OfficeText, HttpsAddress, Time, Id, Weekday, OpeningHours, Closed, Place };

type Frozen<T> = T extends string | number | boolean | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Frozen<Item>[]
    : { readonly [Key in keyof T]: Frozen<T[Key]> };

export type OfficeSettings = Frozen<v.InferOutput<typeof OfficeSettingsSchema>>;
export type OfficeText = Frozen<v.InferOutput<typeof OfficeText>>;
export type OpeningHours = Frozen<v.InferOutput<typeof OpeningHours>>;
export type ClosingRule = Frozen<v.InferOutput<typeof ClosingRule>>;
export type Weekday = (typeof WEEKDAYS)[number];
export type Place = Frozen<v.InferOutput<typeof Place>>;
export type Telephone = Frozen<v.InferOutput<typeof Telephone>>;
export type OfficeDocument = Frozen<v.InferOutput<typeof Document>>;
export type Requirement = Frozen<v.InferOutput<typeof Requirement>>;
export type Operator = Frozen<v.InferOutput<typeof Operator>>;
export type ApplicationKind = (typeof APPLICATION_KINDS)[number];
export type Application = Frozen<v.InferOutput<typeof Application>>;
export type Applicant = v.InferOutput<typeof Applicant>;

/**
 * The office that puts this page up. Everything may be left out: nothing is said then, rather than something that is not so
 * in that place. Without a name it is nobody's: see `national-contact.ts`.
 */
export type Office = Omit<OfficeSettings, 'name'> & { readonly name?: OfficeText };

/** Sunday is 0, as in `Date`. */
export function weekdayNumber(weekday: Weekday): number {
  return WEEKDAYS.indexOf(weekday);
}
