// An independent reading of docs/transcript.md. Standard input: {"domain": hex, "steps": [{"kind", "label", "data": hex}, …]}; standard
// output: the state after the start and after every step, in hexadecimal, as a JSON array. A challenge has no data.
import { readFileSync } from 'node:fs';
import { keccak_256 } from '@noble/hashes/sha3.js';

const kinds = { bytes: 1, scalars: 2, points: 3, integers: 4, challenge: 16 };
const hash = (...parts) => Buffer.from(keccak_256(Uint8Array.from(Buffer.concat(parts))));

function tag(label, kind) {
  const word = Buffer.alloc(32);
  word.write(label, 'ascii');
  word[31] = kinds[kind];
  return word;
}

function length(data) {
  const word = Buffer.alloc(32);
  word.writeUInt32BE(data.length, 28);
  return word;
}

const { domain, steps } = JSON.parse(readFileSync(0, 'utf8'));
let state = hash(Buffer.from(domain, 'hex'));
const states = [state];
for (const { kind, label, data } of steps) {
  const bytes = Buffer.from(data ?? '', 'hex');
  state = kind === 'challenge' ? hash(state, tag(label, kind)) : hash(state, tag(label, kind), length(bytes), bytes);
  states.push(state);
}
console.log(JSON.stringify(states.map((s) => s.toString('hex'))));
