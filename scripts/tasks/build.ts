/** `npm run build`: builds the unpacked extension for both browsers, in `.output`. */
import { buildExtension, TARGETS } from '../build.ts';

for (const target of TARGETS) {
  await buildExtension(target);
  console.log(`.output/${target}-mv3`);
}
