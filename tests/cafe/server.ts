/**
 * The practice café: one loopback server that plays many sites, over plain http and over https.
 *
 * Browsers are told to look for every name here (see the harness), so nothing leaves the machine,
 * and whatever any part of the browser asks for stands in the log.
 */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { type CafeCertificates, makeCertificates } from './certificates.ts';
import { type Answer, answer, type Question } from './pages/index.ts';
import { BROKEN_HOST, HTTP_ONLY_HOSTS, HTTPS_HOSTS } from './places.ts';
import { serverNameOf } from './server-name.ts';

/** One request that reached the café, or one https call that it did not take. */
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
  /** From now on this host does, or does not, answer over https. */
  refuseHttps(host: string, isRefused: boolean): void;
  close(): Promise<void>;
}

/** Sites that a test brings along: every name below a suffix, over https only. */
export interface Guests {
  /** With its leading dot, e.g. `.sit.example`. */
  readonly suffix: string;
  readonly answer: (question: Question) => Answer;
}

const MAX_BODY = 100_000;

export async function openCafe(guests?: Guests): Promise<Cafe> {
  const isGuest = (host: string) => guests !== undefined && host.endsWith(guests.suffix);
  const names = guests ? [...HTTPS_HOSTS, `*${guests.suffix}`] : HTTPS_HOSTS;
  const certificates = await makeCertificates(names, BROKEN_HOST);
  const requests: CafeRequest[] = [];
  const withHttps = new Set<string>([...HTTPS_HOSTS, BROKEN_HOST]);
  const withHttp = new Set<string>(HTTP_ONLY_HOSTS);
  const sockets = new Set<Socket>();

  const serve = (scheme: 'http' | 'https') => async (request: IncomingMessage, response: ServerResponse) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const path = request.url ?? '/';
    const method = request.method ?? 'GET';
    const body = await readBody(request);
    requests.push({ scheme, host, method, path, headers: request.headers, body, wasTaken: true });
    const question = { scheme, host, method, path, body, headers: request.headers };
    const reply = guests && isGuest(host) ? guests.answer(question) : answer(question);
    const hasHttps = withHttps.has(host) || isGuest(host);
    const goesToHttps = scheme === 'http' && hasHttps && !withHttp.has(host);
    send(response, goesToHttps ? { status: 301, headers: { Location: `https://${host}${path}` } } : reply);
  };

  const http = createHttpServer(serve('http'));
  const bad = createSecureContext({ key: certificates.bad.key, cert: certificates.bad.certificate });
  const https = createHttpsServer(
    {
      key: certificates.good.key,
      cert: certificates.good.certificate,
      SNICallback: (host, done) => done(null, host === BROKEN_HOST ? bad : undefined),
    },
    serve('https'),
  );
  // A site without https does not answer with a certificate: the line goes dead before that.
  const doorway = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (hello) => {
      const host = serverNameOf(hello) ?? '';
      if (!withHttps.has(host) && !isGuest(host)) {
        const refused = { method: 'CONNECT', path: '', headers: {}, body: '', wasTaken: false };
        requests.push({ scheme: 'https', host, ...refused });
        socket.destroy();
        return;
      }
      socket.pause();
      socket.unshift(hello);
      https.emit('connection', socket);
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

function send(response: ServerResponse, { status = 200, headers = {}, body = '' }: Answer): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
  response.end(body);
}
