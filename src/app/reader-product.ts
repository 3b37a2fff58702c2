/**
 * Products by what PC/SC, WebUSB and browsers have in the names of readers. Names may carry a serial number or whatever a
 * vendor or a person put there, so nothing of a name is passed on but which of these it is. The first row that fits counts.
 */
const PRODUCTS: readonly { readonly name: RegExp; readonly product: string }[] = [
  { name: /SCR ?3310.?NTT/i, product: 'SCR3310-NTTCom' },
  { name: /SCR ?331-?DI.?NTT/i, product: 'SCR331-DI-NTTCom' },
  { name: /SCR ?3310/i, product: 'SCR3310' },
  { name: /SCR ?331/i, product: 'SCR331' },
  { name: /RC-?S380/i, product: 'Sony RC-S380' },
  { name: /RC-?S300/i, product: 'Sony RC-S300' },
  { name: /RC-?S330/i, product: 'Sony RC-S330' },
  { name: /PaSoRi|FeliCa Port/i, product: 'Sony PaSoRi' },
  { name: /ACR ?39/i, product: 'ACS ACR39' },
  { name: /ACR ?122/i, product: 'ACS ACR122' },
  { name: /ACR ?125[12]/i, product: 'ACS ACR1251/1252' },
  { name: /CIR ?115/i, product: 'Circle CIR115' },
  { name: /CIR ?[23]15/i, product: 'Circle CIR215/315' },
  { name: /uTrust ?37|Identiv.*37/i, product: 'Identiv uTrust 3700' },
  { name: /USB-NFC4/i, product: 'I-O DATA USB-NFC4' },
  { name: /USB-ICCRW|I-?O DATA/i, product: 'I-O DATA' },
  { name: /ADR-MNICU|Sanwa/i, product: 'Sanwa Supply' },
  { name: /Omnikey/i, product: 'HID OMNIKEY' },
  { name: /Gemalto|Gemplus|Thales/i, product: 'Gemalto/Thales' },
  { name: /SCL01|SCL3711|SDI01/i, product: 'SCM/Identiv contactless' },
  { name: /SPR ?532/i, product: 'SCM SPR532' },
  { name: /AU95\d\d|Alcor/i, product: 'Alcor AU95xx' },
  { name: /Cherry/i, product: 'Cherry' },
  { name: /Elecom/i, product: 'Elecom' },
  { name: /Virtual PCD/i, product: 'vpcd (virtual)' },
];

/** The product that a reader of this name is; `undefined` for one that is in no row. */
export function readerProduct(readerName: string): string | undefined {
  return PRODUCTS.find(({ name }) => name.test(readerName))?.product;
}
