// A verifier written from docs/proof-format.md and docs/transcript.md alone. Standard input: {"circuits": [{"key", "cases": [{"slots",
// "chainId", "contract", "publicScalars", "instanceColumns", "blobHashes", "proof"}, …]}, …]}, all but slots in hexadecimal, as in
// docs/vectors/proof.json; standard output: for each circuit the digest of its key and for each case the status and the challenges.
// Or {"keys": […]}, in hexadecimal; standard output: for each null, or why it is no key.
import { readFileSync } from 'node:fs';
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { Fr, G1, G2, Reader, RefusedKey, bytesOf, counter, fixed, helper, instance, integerOf, isPowerOfTwo, keccak, readG1, readKey,
  symbols, table, witness, word } from './plonk-bytes.mjs';

const { Fp12 } = bls12_381.fields;
const rejected = (status, challenges = null) => ({ status, challenges });

class Transcript {
  #state = keccak(Buffer.from('zkrollup.plonk.v1'));

  #tag(label, kind) {
    const tag = Buffer.alloc(32);
    tag.write(label, 'ascii');
    tag[31] = kind;
    return tag;
  }

  #absorb(label, kind, data) {
    this.#state = keccak(this.#state, this.#tag(label, kind), word(data.length), data);
  }

  bytes = (label, data) => this.#absorb(label, 1, data);
  scalars = (label, values) => this.#absorb(label, 2, Buffer.concat(values.map((value) => word(value))));
  integers = (label, ...values) => this.#absorb(label, 4, Buffer.concat(values.map((value) => word(value))));
  points = (label, values) => this.#absorb(label, 3, Buffer.concat(values.flatMap((bytes) =>
    [Buffer.alloc(16), bytes.subarray(0, 48), Buffer.alloc(16), bytes.subarray(48)])));

  challenge(label) {
    this.#state = keccak(this.#state, this.#tag(label, 16));
    return integerOf(this.#state) % Fr.ORDER;
  }
}

const chunks = (items, size) =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
const indices = (number) => Array.from({ length: number }, (_, i) => i);

/** All packs but that of the quotient, in the order of the powers of v. */
function packsOf(key, rows) {
  const packs = [];
  const add = (kind, columns, factor, period, isRotated = false) => packs.push({ kind, columns, factor, period, isRotated });
  if (key.columns[fixed] > 0) add(fixed, indices(key.columns[fixed]), key.columns[fixed], key.rows);
  for (const period of [...new Set(key.periods)].sort((a, b) => a - b)) {
    const columns = indices(key.columns[table]).filter((i) => key.periods[i] === period);
    for (const chunk of chunks(columns, key.factor)) add(table, chunk, key.factor, period);
  }

  if (key.columns[counter] > 0) add(counter, [0], 1, rows);
  for (const kind of [witness, helper]) {
    for (const isRotated of [false, true]) {
      const columns = indices(key.columns[kind]).filter((i) => key.rotated[kind].includes(i) === isRotated);
      for (const chunk of chunks(columns, key.factor)) add(kind, chunk, key.factor, rows, isRotated);
    }
  }

  return packs;
}

function checkStatement(key, input) {
  const { slots, publicScalars, instanceColumns } = input;
  if (!isPowerOfTwo(slots) || slots < key.slots[0] || slots > key.slots[1]) return 'SlotsNotAllowed';
  if (publicScalars.length !== key.publicScalars) return 'PublicScalarCount';
  if (instanceColumns.length !== key.columns[instance]) return 'InstanceColumnCount';
  const words = instanceColumns[0]?.length ?? 0;
  const most = Math.max(1, (key.rows * slots) / key.stride);
  if (words > most || instanceColumns.some((column) => column.length !== words)) return 'InstanceWordCount';
  if ([...publicScalars, ...instanceColumns.flat()].some((value) => value >= Fr.ORDER)) throw new Error('public inputs are not below r');
  return null;
}

/** Step 2: the parts of a proof, or the first fault. */
function readProof(key, packs, bytes) {
  const packsOfKind = (kind) => packs.filter((pack) => pack.kind === kind).length;
  const counts = { witness: packsOfKind(witness), helpers: packsOfKind(helper), quotient: Math.ceil((key.degree - 1) / key.factor) };
  const rotated = key.rotated[witness].length + key.rotated[helper].length;
  const evaluations = [fixed, table, counter, witness, helper].reduce((sum, kind) => sum + key.columns[kind], rotated);
  const points = counts.witness + counts.helpers + counts.quotient;
  if (bytes.length !== (points + 2) * 96 + evaluations * 32) return { fault: 'ProofLength' };

  const reader = new Reader(bytes);
  const encodings = indices(points).map(() => reader.take(96));
  const scalars = indices(evaluations).map(() => reader.integer(32));
  encodings.push(reader.take(96), reader.take(96));
  const parsed = encodings.map(readG1);
  const bad = parsed.find(({ fault }) => fault);
  if (bad) return bad;
  if (scalars.some((value) => value >= Fr.ORDER)) return { fault: 'EvaluationNotCanonical' };
  if (parsed.some(({ point }) => !point.isTorsionFree())) return { fault: 'PointNotInSubgroup' };

  const items = parsed.map(({ point }, i) => ({ point, bytes: encodings[i] }));
  const parts = { scalars };
  for (const [name, count] of Object.entries({ ...counts, opening: 1, last: 1 })) parts[name] = items.splice(0, count);
  return parts;
}

function drawChallenges(key, input, proof) {
  const encoded = (items) => items.map(({ bytes }) => bytes);
  const t = new Transcript();
  t.bytes('key', key.digest);
  t.integers('slots', input.slots);
  t.integers('chain', input.chainId);
  t.integers('contract', integerOf(input.contract));
  t.scalars('public-scalars', input.publicScalars);
  t.integers('instance-words', input.instanceColumns[0]?.length ?? 0);
  t.scalars('instance', input.instanceColumns.flat());
  t.bytes('blob-hashes', Buffer.concat(input.blobHashes));
  t.points('witness', encoded(proof.witness));
  const beta = t.challenge('beta');
  const gamma = t.challenge('gamma');
  t.points('helpers', encoded(proof.helpers));
  const y = t.challenge('y');
  t.points('quotient', encoded(proof.quotient));
  const zeta = t.challenge('zeta');
  t.scalars('evaluations', proof.scalars);
  const v = t.challenge('v');
  t.points('opening', encoded(proof.opening));
  return { beta, gamma, y, zeta, v, z: t.challenge('z') };
}

/** Values of all instructions; `read` gives those of columns and symbols. */
function run({ constants, instructions }, publicScalars, read) {
  const values = [];
  for (const { opcode, a, b } of instructions) {
    switch (opcode) {
      case 0: values.push(constants[a]); break;
      case 1: values.push(read.column(b & 7, a, (b & 8) !== 0)); break;
      case 2: values.push(read.symbol(symbols[a])); break;
      case 3: values.push(publicScalars[a]); break;
      case 4: values.push(Fr.add(values[a], values[b])); break;
      case 5: values.push(Fr.sub(values[a], values[b])); break;
      default: values.push(Fr.mul(values[a], values[b]));
    }
  }

  return values;
}

/** Evaluations by kind, index and row, as the proof lists them. */
function sortEvaluations(key, scalars) {
  const rest = [...scalars];
  const take = (list) => new Map(list.map((index) => [index, rest.shift()]));
  const now = {};
  const next = {};
  now[fixed] = take(indices(key.columns[fixed]));
  now[table] = take(indices(key.columns[table]));
  now[counter] = take(indices(key.columns[counter]));
  for (const kind of [witness, helper]) {
    now[kind] = take(indices(key.columns[kind]));
    next[kind] = take(key.rotated[kind]);
  }

  return { now, next };
}

/** Step 4: the sum of the public terms, or null if a denominator is zero. */
function sumTerms(key, input, challenges) {
  const values = run(key.terms, input.publicScalars, { symbol: (name) => challenges[name] });
  let sum = 0n;
  for (const [numerator, denominator] of chunks(key.terms.outputs, 2)) {
    if (values[denominator] === 0n) return null;
    sum = Fr.add(sum, Fr.div(values[numerator], values[denominator]));
  }

  return sum;
}

/** Step 6, with the values of the instance columns. */
function symbolsAt(key, input, domain, sum, { zeta, beta, gamma, y }) {
  const { n, omega, vanishing } = domain;
  const last = Fr.pow(omega, n - 1n);
  const lagrange = (point) => Fr.div(Fr.mul(vanishing, point), Fr.mul(n, Fr.sub(zeta, point)));
  const instances = input.instanceColumns.map((words) =>
    words.reduce((total, value, j) => Fr.add(total, Fr.mul(value, lagrange(Fr.pow(omega, BigInt(j * key.stride))))), 0n));
  return {
    instances,
    values: {
      beta, gamma, y, BusBalance: Fr.neg(Fr.div(sum, n)), FirstRow: lagrange(1n), LastRow: lagrange(last), ExceptLastRow: Fr.sub(zeta, last),
    },
  };
}

/** Step 8 for one pack: the divisor and the remainder at z. */
function openingAt(pack, { now, next }, domain, { zeta, z }) {
  const power = Fr.pow(z, BigInt(pack.factor));
  const s = Fr.pow(zeta, domain.n / BigInt(pack.period));
  const shifted = Fr.mul(zeta, domain.omega);
  let divisor = Fr.sub(power, s);
  if (pack.isRotated) divisor = Fr.mul(divisor, Fr.sub(power, shifted));
  const remainder = pack.columns.reduce((total, index, j) => {
    const a = now[pack.kind].get(index);
    let value = a;
    if (pack.isRotated) {
      const slope = Fr.div(Fr.sub(next[pack.kind].get(index), a), Fr.sub(shifted, zeta));
      value = Fr.add(a, Fr.mul(slope, Fr.sub(power, zeta)));
    }

    return Fr.add(total, Fr.mul(value, Fr.pow(z, BigInt(j))));
  }, 0n);
  return { divisor, remainder };
}

const times = (point, scalar) => (point.is0() || scalar === 0n ? G1.Point.ZERO : point.multiplyUnsafe(scalar));

/** Step 9. */
function pairingsAgree(key, proof, openings, { v, z }) {
  let [a, constant, weight] = [G1.Point.ZERO, 0n, 1n];
  for (const { commitment, divisor, remainder } of openings) {
    const factor = Fr.div(weight, divisor);
    a = a.add(times(commitment, factor));
    constant = Fr.add(constant, Fr.mul(factor, remainder));
    weight = Fr.mul(weight, v);
  }

  const [w, last] = [proof.opening[0].point, proof.last[0].point];
  a = a.subtract(times(G1.Point.BASE, constant)).subtract(w).add(times(last, z));
  const pairs = [{ g1: a, g2: G2.Point.BASE }, { g1: last.negate(), g2: key.tau }].filter(({ g1 }) => !g1.is0());
  return Fp12.eql(bls12_381.pairingBatch(pairs), Fp12.ONE);
}

/** All nine steps. */
function verify(key, input) {
  const statement = checkStatement(key, input);
  if (statement) return rejected(statement);
  const rows = key.rows * input.slots;
  const packs = packsOf(key, rows);
  const proof = readProof(key, packs, input.proof);
  if (proof.fault) return rejected(proof.fault);

  const challenges = drawChallenges(key, input, proof);
  const sum = sumTerms(key, input, challenges);
  if (sum === null) return rejected('PublicDenominatorZero', challenges);

  const { zeta, z } = challenges;
  const n = BigInt(rows);
  const domain = { n, omega: Fr.pow(7n, (Fr.ORDER - 1n) / n), vanishing: Fr.sub(Fr.pow(zeta, n), 1n) };
  if (zeta === 0n || domain.vanishing === 0n) return rejected('EvaluationPointInDomain', challenges);

  const evaluations = sortEvaluations(key, proof.scalars);
  const { instances, values } = symbolsAt(key, input, domain, sum, challenges);
  const column = (kind, index, isNext) =>
    kind === instance ? instances[index] : (isNext ? evaluations.next : evaluations.now)[kind].get(index);
  const expression = run(key.expression, input.publicScalars, { column, symbol: (name) => values[name] });
  const quotient = Fr.div(expression[key.expression.outputs[0]], domain.vanishing);

  const counters = key.counters.filter((_, i) => key.slots[0] * 2 ** i === input.slots);
  const commitments = [...key.commitments, ...counters, ...[...proof.witness, ...proof.helpers].map(({ point }) => point)];
  const openings = packs.map((pack, i) => ({ commitment: commitments[i], ...openingAt(pack, evaluations, domain, challenges) }));
  const step = Fr.pow(zeta, BigInt(key.factor * rows));
  const pieces = proof.quotient.reduce((total, { point }, j) => total.add(times(point, Fr.pow(step, BigInt(j)))), G1.Point.ZERO);
  openings.push({ commitment: pieces, divisor: Fr.sub(z, zeta), remainder: quotient });
  if (openings.some(({ divisor }) => divisor === 0n)) return rejected('OpeningPointOnDivisor', challenges);
  return { status: pairingsAgree(key, proof, openings, challenges) ? 'Valid' : 'PairingsDiffer', challenges };
}

function readCase({ slots, chainId, contract, publicScalars, instanceColumns, blobHashes, proof }) {
  const integers = (list) => list.map((hex) => integerOf(bytesOf(hex)));
  return {
    slots,
    chainId: BigInt(chainId),
    contract: bytesOf(contract),
    publicScalars: integers(publicScalars),
    instanceColumns: instanceColumns.map(integers),
    blobHashes: blobHashes.map(bytesOf),
    proof: bytesOf(proof),
  };
}

const hex = (value) => '0x' + word(value).toString('hex');

function answer(circuit) {
  const key = readKey(bytesOf(circuit.key));
  const cases = circuit.cases.map((item) => {
    const { status, challenges } = verify(key, readCase(item));
    return { status, challenges: challenges && Object.fromEntries(Object.entries(challenges).map(([name, value]) => [name, hex(value)])) };
  });
  return { digest: '0x' + key.digest.toString('hex'), cases };
}

function faultOf(key) {
  try {
    readKey(bytesOf(key));
    return null;
  } catch (error) {
    if (error instanceof RefusedKey) return error.message;
    throw error;
  }
}

const { circuits, keys } = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(circuits ? circuits.map(answer) : keys.map(faultOf)));
