/** The one web interface the core may see. Everything else of a browser does not exist there. */
declare class URL {
  constructor(url: string);
  readonly protocol: string;
  readonly hostname: string;
  readonly origin: string;
}
