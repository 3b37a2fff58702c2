import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who signs the certificates of a city's servers; made with OpenSSL, in a folder that is the caller's. */
export class Authority {
  readonly #folder: string;
  readonly #name: string;

  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name;
    const how = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'];
    openssl('req', ...how, '-subj', `/CN=${name}`, '-keyout', this.#path('key'), '-out', this.certificate);
  }

  /** Its own, as a kiosk is given it. */
  get certificate(): string {
    return this.#path('crt');
  }

  /** For a server of this host name: the files of its certificate and its key. */
  issue(host: string): { readonly certificate: string; readonly key: string } {
    const [certificate, key] = [this.#path(`${host}.crt`), this.#path(`${host}.key`)];
    const [request, extensions] = [this.#path(`${host}.csr`), this.#path(`${host}.ext`)];
    const how = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=PostgreSQL'];
    openssl('req', ...how, '-keyout', key, '-out', request);
    writeFileSync(extensions, `subjectAltName=DNS:${host}\n`);
    const signer = ['-CA', this.certificate, '-CAkey', this.#path('key'), '-CAcreateserial'];
    openssl('x509', '-req', '-in', request, ...signer, '-days', '30', '-extfile', extensions, '-out', certificate);
    return { certificate, key };
  }

  #path(what: string): string {
    return join(this.#folder, `${this.#name}.${what}`);
  }
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
