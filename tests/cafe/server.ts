/**
 * The practice café: one loopback server that serves many sites over HTTP and HTTPS.
 *
 * Browsers resolve every name to it (see the harness), so nothing leaves the machine, and every request of any part
 * of the browser is in the log.
 */
import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import {
  type CafeCertificates,
  CERTIFICATE_KINDS,
  type CertificateKind,
  makeCertificates,
} from './certificates.ts';
import { type Answer, answer, type Question } from './pages/index.ts';
import { serverNameOf } from './server-name.ts';
import {
  BOTH_WAYS,
  HTTP_ONLY_HOSTS,
  HTTPS_HOSTS,
  ODD_CERTIFICATES,
  OLD_LINE_HOST,
  SILENT_HOST,
} from './sites.ts';

/** A request that reached the server, or a refused HTTPS connection. */
export interface CafeRequest {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly wasTaken: boolean;
}

export interface Cafe {
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly certificates: CafeCertificates;
  readonly requests: readonly CafeRequest[];
  /** Whether this host refuses HTTPS from now on. */
  refuseHttps(host: string, isRefused: boolean): void;
  /** Sets the certificate of this host and closes open connections. */
  showCertificate(host: string, kind: CertificateKind): void;
  close(): Promise<void>;
}

/** Sites of a single test: every name below a suffix, and whole hosts, over HTTPS unless listed otherwise. */
export interface Guests {
  /** With leading dot, such as `.riverside.example`. */
  readonly suffix: string;
  readonly hosts?: readonly string[];
  /** Hosts that currently refuse HTTPS. */
  readonly httpOnly?: { includes(host: string): boolean };
  /** Hosts that also answer over HTTP, without a redirect to HTTPS. */
  readonly bothWays?: readonly string[];
  readonly answer: (question: Question) => Answer | Promise<Answer>;
}

const MAX_BODY = 100_000;

export async function openCafe(guests?: Guests): Promise<Cafe> {
  const isGuest = (host: string) =>
    guests !== undefined && (host.endsWith(guests.suffix) || (guests.hosts?.includes(host) ?? false));
  const hasGuestHttps = (host: string) => isGuest(host) && !guests?.httpOnly?.includes(host);
  const names = guests ? [...HTTPS_HOSTS, ...(guests.hosts ?? []), `*${guests.suffix}`] : HTTPS_HOSTS;
  const certificates = await makeCertificates(names);
  const kinds = new Map<string, CertificateKind>(Object.entries(ODD_CERTIFICATES));
  const requests: CafeRequest[] = [];
  const withHttps = new Set<string>(HTTPS_HOSTS);
  const withHttp = new Set<string>([...HTTP_ONLY_HOSTS, ...BOTH_WAYS, ...(guests?.bothWays ?? [])]);
  const sockets = new Set<Socket>();

  const serve = (scheme: 'http' | 'https') => async (request: IncomingMessage, response: ServerResponse) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const path = request.url ?? '/';
    const method = request.method ?? 'GET';
    const body = await readBody(request);
    requests.push({ scheme, host, method, path, headers: request.headers, body, wasTaken: true });
    const question = { scheme, host, method, path, body, headers: request.headers };
    const reply = guests && isGuest(host) ? await guests.answer(question) : answer(question);
    const hasHttps = withHttps.has(host) || hasGuestHttps(host);
    const goesToHttps = scheme === 'http' && hasHttps && !withHttp.has(host);
    send(response, goesToHttps ? { status: 301, headers: { Location: `https://${host}${path}` } } : reply);
  };

  const http = createHttpServer(serve('http'));
  const contexts = new Map(
    CERTIFICATE_KINDS.map((kind) => {
      const { key, certificate } = certificates.of[kind];
      return [kind, createSecureContext({ key, cert: certificate })];
    }),
  );
  const contextOf = (host: string) => contexts.get(kinds.get(host) ?? 'good');
  const tls = { SNICallback: (host, done) => done(null, contextOf(host)) } satisfies ServerOptions;
  const https = createHttpsServer(tls, serve('https'));
  // Current browsers refuse it, unless they are configured to accept outdated TLS.
  const oldHttps = createHttpsServer(
    { ...tls, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    serve('https'),
  );
  // A host without HTTPS closes the connection before the handshake.
  const doorway = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (hello) => {
      const host = serverNameOf(hello) ?? '';
      if (host === SILENT_HOST) return;
      if (!withHttps.has(host) && !hasGuestHttps(host)) {
        const refused = { method: 'CONNECT', path: '', headers: {}, body: '', wasTaken: false };
        requests.push({ scheme: 'https', host, ...refused });
        socket.destroy();
        return;
      }
      socket.pause();
      socket.unshift(hello);
      (host === OLD_LINE_HOST ? oldHttps : https).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  for (const server of [http, doorway]) {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
  }

  return {
    httpPort: await listen(http),
    httpsPort: await listen(doorway),
    certificates,
    requests,
    refuseHttps(host, isRefused) {
      if (isRefused) {
        withHttps.delete(host);
        withHttp.add(host);
      } else {
        withHttps.add(host);
      }
    },
    showCertificate(host, kind) {
      kinds.set(host, kind);
      // A resumed TLS session would show no new certificate.
      for (const server of [https, oldHttps]) server.setTicketKeys(randomBytes(48));
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([http, doorway].map((server) => new Promise((done) => server.close(done))));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    if (body.length < MAX_BODY) body += String(chunk);
  }
  return body;
}

function send(response: ServerResponse, { status = 200, headers = {}, body = '', isEndless }: Answer): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
  if (isEndless) response.write(body);
  else response.end(body);
}
