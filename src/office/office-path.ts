/** Where the bridge has the settings of its office; a status of 204 says that it was started without any. */
export const OFFICE_PATH = '/office';
