// Answers requests of the tests: one JSON object a line on standard input, {"command": "…", "arguments": […]}, and one a line on standard
// output, {"result": …} or {"error": "…"}. Bytes, field elements and scalars travel as hexadecimal; a point is its uncompressed encoding.
// Ends with its input. To add a family of commands, add an entry to `commands`.
import { createInterface } from 'node:readline';
import { bls12_381 } from '@noble/curves/bls12-381.js';

const { G1, G2, fields } = bls12_381;

const integer = (hex) => BigInt('0x' + hex);
const padded = (value) => value.toString(16).padStart(96, '0');
const split = (hex) => hex.match(/.{96}/g).map(integer);

// Uncompressed encodings by hand: the library's own refuse some forms of infinity, and points outside the subgroup.
const infinityFlag = '40';
const read1 = (hex) => {
  const [x, y] = hex.startsWith(infinityFlag) ? [] : split(hex);
  return x === undefined ? G1.Point.ZERO : G1.Point.fromAffine({ x, y });
};
const read2 = (hex) => {
  const [x1, x0, y1, y0] = hex.startsWith(infinityFlag) ? [] : split(hex);
  const { Fp2 } = fields;
  return x1 === undefined
    ? G2.Point.ZERO
    : G2.Point.fromAffine({ x: Fp2.fromBigTuple([x0, x1]), y: Fp2.fromBigTuple([y0, y1]) });
};

const infinity = (length) => infinityFlag.padEnd(length, '0');
const write1 = (point) => {
  const { x, y } = point.toAffine();
  return point.is0() ? infinity(192) : padded(x) + padded(y);
};
const write2 = (point) => {
  const { x, y } = point.toAffine();
  return point.is0() ? infinity(384) : [x.c1, x.c0, y.c1, y.c0].map(padded).join('');
};

function group(Point, read, write, mapToCurve) {
  const times = (point, scalar) => point.multiplyUnsafe(integer(scalar));
  return {
    add: (a, b) => write(read(a).add(read(b))),
    multiply: (point, scalar) => write(times(read(point), scalar)),
    msm: (points, scalars) =>
      write(points.reduce((sum, point, i) => sum.add(times(read(point), scalars[i])), Point.ZERO)),
    compress: (point) => read(point).toHex(true),
    decode: (hex) => write(Point.fromHex(hex)),
    inSubgroup: (point) => read(point).isTorsionFree(),
    map: (element) => write(mapToCurve(element)),
  };
}

// A pair with infinity contributes the factor 1; the library wants such pairs left out.
const pair = (points1, points2) =>
  bls12_381.pairingBatch(
    points1
      .map((hex, i) => ({ g1: read1(hex), g2: read2(points2[i]) }))
      .filter(({ g1, g2 }) => !g1.is0() && !g2.is0()),
  );

const commands = {
  'bls.pairing.product': (points1, points2) =>
    [pair(points1, points2)].flatMap(({ c0, c1 }) =>
      [c0, c1].flatMap((half) => [half.c0, half.c1, half.c2].flatMap(({ c0: re, c1: im }) => [padded(re), padded(im)])),
    ),
  'bls.pairing.check': (points1, points2) => fields.Fp12.eql(pair(points1, points2), fields.Fp12.ONE),
};

function register(prefix, family) {
  for (const [name, run] of Object.entries(family)) {
    commands[`${prefix}.${name}`] = run;
  }
}

register('bls.g1', group(G1.Point, read1, write1, (element) => G1.mapToCurve(integer(element))));
register('bls.g2', group(G2.Point, read2, write2, (element) => G2.mapToCurve(element.map(integer))));

function answer(line) {
  try {
    const { command, arguments: values } = JSON.parse(line);
    const run = commands[command];
    return run ? { result: run(...values) } : { error: `unknown command ${command}` };
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
}

createInterface({ input: process.stdin }).on('line', (line) => console.log(JSON.stringify(answer(line))));
