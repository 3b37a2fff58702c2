import { open, stat } from 'node:fs/promises';
import { type OfficeReading, readOffice } from '../../src/office/read-office.ts';
import { MAX_OFFICE_BYTES } from '../../src/office/schema.ts';

/** Reads a file of office settings, and of anything that is larger only so much that this shows. Never rejects. */
export async function readOfficeFile(file: string): Promise<OfficeReading> {
  try {
    // A device may have no end, and a pipe is not even opened before somebody writes.
    if (!(await stat(file)).isFile()) return { problems: [{ code: 'not-readable' }] };
    const handle = await open(file, 'r');
    try {
      const buffer = new Uint8Array(MAX_OFFICE_BYTES + 1);
      let length = 0;
      while (length < buffer.length) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return readOffice(buffer.subarray(0, length));
    } finally {
      await handle.close();
    }
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { problems: [{ code: missing ? 'not-found' : 'not-readable' }] };
  }
}
