import packageJson from '../package.json' with { type: 'json' };

/** Of this product, as its package.json has it. */
export const PRODUCT_VERSION: string = packageJson.version;

/** The oldest Node.js that will do: major and minor version. */
export const NEEDED_NODE: string = packageJson.engines.node.replace('>=', '');
