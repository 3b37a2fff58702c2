/** What a device has to say on its IN endpoint, transfer by transfer, and the host that waits for it. */
export class MessageQueue {
  #messages: Uint8Array[] = [];
  #waiting: (() => void)[] = [];

  push(...messages: readonly ArrayLike<number>[]): void {
    this.#messages.push(...messages.map((message) => Uint8Array.from(message)));
    for (const look of this.#waiting.splice(0)) look();
  }

  clear(): void {
    this.#messages = [];
  }

  /** `UsbDeviceModel.in`. */
  async next(length: number, signal: AbortSignal): Promise<Uint8Array> {
    for (;;) {
      signal.throwIfAborted();
      const [message] = this.#messages;
      if (message) {
        // What does not fit waits for the next transfer.
        if (message.length > length) this.#messages[0] = message.slice(length);
        else this.#messages.shift();
        return message.slice(0, length);
      }
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }
}
