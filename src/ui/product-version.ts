import { version } from '../../package.json';

/** Of this product. The bundler takes the one value out of the file. */
export const PRODUCT_VERSION: string = version;
