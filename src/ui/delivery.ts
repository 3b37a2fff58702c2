/**
 * Who hands this page to the browser, known when it is built: the bridge, any web server (`static`), or the browser
 * itself from a signed bundle (`iwa`, an Isolated Web App).
 */
export const DELIVERY: 'bridge' | 'static' | 'iwa' =
  import.meta.env.MODE === 'static' || import.meta.env.MODE === 'iwa' ? import.meta.env.MODE : 'bridge';
