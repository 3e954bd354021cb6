const HANDSHAKE = 0x16;
const SERVER_NAME = 0;

/**
 * Reads the server name of a TLS ClientHello.
 *
 * @returns `undefined` if the bytes are no ClientHello, or without a name
 * @throws never
 * @source RFC 8446 §4.1.2 (ClientHello), RFC 6066 §3 (server_name)
 */
export function serverNameOf(hello: Buffer): string | undefined {
  try {
    if (hello[0] !== HANDSHAKE) return undefined;
    let at = 5 + 4 + 2 + 32; // record header, handshake header, version, random
    at += 1 + hello.readUInt8(at); // session id
    at += 2 + hello.readUInt16BE(at); // cipher suites
    at += 1 + hello.readUInt8(at); // compression methods
    const end = at + 2 + hello.readUInt16BE(at);
    at += 2;
    while (at + 4 <= end) {
      const type = hello.readUInt16BE(at);
      const length = hello.readUInt16BE(at + 2);
      at += 4;
      if (type === SERVER_NAME) return hello.toString('latin1', at + 5, at + length).toLowerCase();
      at += length;
    }
  } catch {
    // Truncated or another protocol.
  }
  return undefined;
}
