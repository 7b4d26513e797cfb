// What docs/proof-format.md says about bytes: fields, points, keys and programs. Nothing here has seen another implementation.
import { isUtf8 } from 'node:buffer';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { bls12_381 } from '@noble/curves/bls12-381.js';

export const { G1, G2 } = bls12_381;
export const { Fr } = bls12_381.fields;
const { Fp, Fp2 } = bls12_381.fields;

export const keccak = (...parts) => Buffer.from(keccak_256(Uint8Array.from(Buffer.concat(parts))));
export const bytesOf = (hex) => {
  if (!/^0x([0-9a-f]{2})*$/.test(hex)) throw new Error(`not bytes in hexadecimal: ${hex.slice(0, 40)}`);
  return Buffer.from(hex.slice(2), 'hex');
};
export const integerOf = (bytes) => BigInt('0x0' + bytes.toString('hex'));
export const word = (value, length = 32) => Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex');
export const isPowerOfTwo = (value) => value > 0 && Number.isInteger(Math.log2(value));

export const [fixed, table, witness, instance, helper, counter] = [0, 1, 2, 3, 4, 5];
export const symbols = ['beta', 'gamma', 'y', 'BusBalance', 'FirstRow', 'LastRow', 'ExceptLastRow'];

/** Bytes that are no key; any other error is one of this program. */
export class RefusedKey extends Error {}

function require(condition, reason) {
  if (!condition) throw new RefusedKey(reason);
}

/** Reads parts from the front of bytes. */
export class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.offset = 0;
  }

  take(length) {
    require(this.offset + length <= this.bytes.length, `ends within ${length} bytes at offset ${this.offset}`);
    this.offset += length;
    return this.bytes.subarray(this.offset - length, this.offset);
  }

  count = () => this.take(4).readUInt32BE();
  counts = (number) => Array.from({ length: number }, this.count);
  integer = (length) => integerOf(this.take(length));
  isAtEnd = () => this.offset === this.bytes.length;
}

/** The first reason why 96 bytes are no point of the curve, or the point, of which the subgroup is not known. */
export function readG1(bytes) {
  const [x, y] = [integerOf(bytes.subarray(0, 48)), integerOf(bytes.subarray(48))];
  if (x >= Fp.ORDER || y >= Fp.ORDER) return { fault: 'PointNotCanonical' };
  if (x === 0n && y === 0n) return { point: G1.Point.ZERO };
  const isOnCurve = Fp.eql(Fp.sqr(y), Fp.add(Fp.mul(Fp.sqr(x), x), 4n));
  return isOnCurve ? { point: G1.Point.fromAffine({ x, y }) } : { fault: 'PointNotOnCurve' };
}

function readG2(bytes) {
  const parts = [0, 48, 96, 144].map((start) => integerOf(bytes.subarray(start, start + 48)));
  require(parts.every((part) => part < Fp.ORDER), 'a coordinate of [tau]2 is not canonical');
  require(parts.some((part) => part !== 0n), '[tau]2 is infinity');
  const [x, y] = [Fp2.fromBigTuple(parts.slice(0, 2)), Fp2.fromBigTuple(parts.slice(2))];
  const right = Fp2.add(Fp2.mul(Fp2.sqr(x), x), Fp2.fromBigTuple([4n, 4n]));
  require(Fp2.eql(Fp2.sqr(y), right), '[tau]2 is not on its curve');
  const point = G2.Point.fromAffine({ x, y });
  require(point.isTorsionFree(), '[tau]2 is outside the subgroup');
  return point;
}

/** Columns and public scalars are left to `requirePrograms`. */
function readProgram(reader) {
  const [constants, instructions, outputs] = reader.counts(3);
  require(constants <= 2 ** 16 && instructions <= 2 ** 20 && outputs <= 2 ** 16, 'a program is too large');
  const program = {
    constants: Array.from({ length: constants }, () => reader.integer(32)),
    instructions: Array.from({ length: instructions }, () => ({ opcode: reader.take(1)[0], a: reader.count(), b: reader.count() })),
    outputs: reader.counts(outputs),
  };
  require(program.constants.every((value) => value < Fr.ORDER), 'a constant is not below r');
  program.instructions.forEach(({ opcode, a, b }, i) => {
    require(opcode <= 6, `opcode ${opcode}`);
    if (opcode >= 4) require(a < i && b < i, `instruction ${i} reads what follows it`);
    else if (opcode !== 1) require(b === 0, `instruction ${i} has a B`);
    if (opcode === 0) require(a < constants, `instruction ${i} names constant ${a}`);
    if (opcode === 2) require(a < symbols.length, `instruction ${i} names symbol ${a}`);
  });
  require(program.outputs.every((output) => output < instructions), 'an output names no value');
  return program;
}

/** The columns that a program reads: kind, index, and whether at ωX. */
const columnsOf = ({ instructions }) =>
  instructions.filter(({ opcode }) => opcode === 1).map(({ a, b }) => ({ kind: b & 7, index: a, isNext: (b & 8) !== 0, b }));

/** How often an output multiplies by the leaves that `isCounted` names. */
function degreeOf({ instructions, outputs }, isCounted) {
  const degrees = [];
  for (const { opcode, a, b } of instructions) {
    if (opcode >= 4) degrees.push(opcode === 6 ? degrees[a] + degrees[b] : Math.max(degrees[a], degrees[b]));
    else degrees.push(isCounted(opcode, opcode === 2 ? symbols[a] : '') ? 1 : 0);
  }
  return degrees[outputs[0]];
}

function requireExpression(key) {
  const { expression, columns } = key;
  require(expression.outputs.length === 1, 'the combined expression has several outputs');
  const degree = degreeOf(expression, (opcode, symbol) => opcode === 1 || symbol === 'FirstRow' || symbol === 'LastRow');
  require(degree === key.degree, 'D is not the degree of the program');
  require(degreeOf(expression, (_, symbol) => symbol === 'ExceptLastRow') <= 1, 'ExceptLastRow is multiplied by itself');
  const reads = columnsOf(expression);
  for (const { kind, index, isNext, b } of reads) {
    require(b < 16 && kind <= counter && index < columns[kind], `no column ${index} of kind ${b}`);
    require(!isNext || kind === witness || kind === helper, `kind ${kind} at the next row`);
  }

  for (const kind of [witness, helper]) {
    const next = new Set(reads.filter((read) => read.kind === kind && read.isNext).map((read) => read.index));
    const sorted = [...next].sort((a, b) => a - b);
    require(String(sorted) === String(key.rotated[kind]), `the rotated columns of kind ${kind} are not those read at the next row`);
  }

  const balance = symbols.indexOf('BusBalance');
  const readsBalance = expression.instructions.some(({ opcode, a }) => opcode === 2 && a === balance);
  require(readsBalance || key.terms.outputs.length === 0, 'nothing reads the sum of the public terms');
}

function requirePrograms(key) {
  requireExpression(key);
  require(key.terms.outputs.length % 2 === 0, 'a public term has no denominator');
  require(columnsOf(key.terms).length === 0, 'a public term reads a column');
  for (const { opcode, a } of key.terms.instructions) {
    require(opcode !== 2 || a <= 1, `a public term reads ${symbols[a]}`);
  }

  for (const { opcode, a } of [...key.expression.instructions, ...key.terms.instructions]) {
    require(opcode !== 3 || a < key.publicScalars, `no public scalar ${a}`);
  }
}

function requireSizes(key) {
  const { rows, stride, periods, slots } = key;
  require([1, 2, 4, 8].includes(key.factor), `packing factor ${key.factor}`);
  require([rows, stride, ...periods, ...slots].every(isPowerOfTwo), 'a size is no power of two');
  require(stride <= 2 ** 28, `stride ${stride}`);
  require(key.columns[witness] > 0, 'no witness column');
  require(key.columns[counter] <= 1, 'several counters');
  require(slots[0] <= slots[1] && rows * slots[1] <= 2 ** 28, 'too many slots');
  require(rows * slots[0] >= 16 && periods.every((p) => p > rows && p <= rows * slots[0]), 'too few slots');
  require(key.degree >= 2 && key.degree <= 6, `degree ${key.degree}`);
}

const developmentTau =
  G2.Point.BASE.multiply(integerOf(keccak(Buffer.from('ZkRollup development reference string: this secret is public'))) % Fr.ORDER);

/** Parses a key strictly. */
export function readKey(bytes) {
  const reader = new Reader(bytes);
  require(reader.take(8).equals(Buffer.from('ZKRVKEY3')), 'unknown version');
  const length = reader.count();
  require(length <= 255, 'the name is too long');
  const name = reader.take(length);
  require(isUtf8(name), 'the name is not UTF-8');
  const [rows, degree, factor, fixedColumns, tableColumns, witnessColumns, rotatedWitness, helperColumns, rotatedHelpers,
    instanceColumns, stride, publicScalars, slotsMin, slotsMax, counters] = reader.counts(15);
  const columns = [fixedColumns, tableColumns, witnessColumns, instanceColumns, helperColumns, counters];
  const slots = [slotsMin, slotsMax];
  const key = { rows, degree, factor, columns, stride, publicScalars, slots };
  const counts = [...columns, rotatedWitness, rotatedHelpers, publicScalars];
  require(counts.every((count) => count <= 4096), 'too many columns or public scalars');
  key.periods = reader.counts(tableColumns);
  key.rotated = { [witness]: reader.counts(rotatedWitness), [helper]: reader.counts(rotatedHelpers) };
  requireSizes(key);
  key.expression = readProgram(reader);
  key.terms = readProgram(reader);
  requirePrograms(key);
  const readPoints = (length) => Array.from({ length }, () => {
    const { point, fault } = readG1(reader.take(96));
    require(!fault && point.isTorsionFree(), fault ?? 'a commitment is outside the subgroup');
    return point;
  });
  key.commitments = readPoints((fixedColumns > 0 ? 1 : 0) + new Set(key.periods).size);
  key.counters = readPoints(counters * (Math.log2(slotsMax / slotsMin) + 1));
  key.tau = readG2(reader.take(192));
  key.stringDigest = reader.take(32);
  const isDevelopment = reader.take(1)[0];
  require(isDevelopment === (key.tau.equals(developmentTau) ? 1 : 0), 'the mark of the development string is wrong');
  require(reader.isAtEnd(), 'bytes follow');
  return { ...key, digest: keccak(bytes) };
}
