// Poseidon2 over the scalar field of BLS12-381 with t = 4, from docs/crypto/poseidon2.md alone.

export const r = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001n;

const fullRounds = 8;
const partialRounds = 56;
const diagonal = [
  0x07564ad691bf01c8601d68757a561d224f00f313ada673ab83e6255fb4fd5b3dn,
  0x6184e3be38549f7c0850cd069b32f6decbfde312dd4b8c18349b1b3776a6eaa4n,
  0x419289088178ad742be6f78425c0156b6546a18fd338f0169937dea46cfb64d2n,
  0x3244cdec173b71a4659e2529b499362dac10cb2fd17562860c8bb9d0fd45b787n,
];
const external = [
  [5n, 7n, 1n, 3n],
  [4n, 6n, 1n, 1n],
  [1n, 3n, 5n, 7n],
  [1n, 1n, 4n, 6n],
];

function* grain() {
  const bits = (value, length) => [...value.toString(2).padStart(length, '0')].map(Number);
  const state = [
    ...bits(1, 2),
    ...bits(0, 4),
    ...bits(255, 12),
    ...bits(4, 12),
    ...bits(fullRounds, 10),
    ...bits(partialRounds, 10),
    ...Array(30).fill(1),
  ];
  const step = () => {
    const bit = state[62] ^ state[51] ^ state[38] ^ state[23] ^ state[13] ^ state[0];
    state.shift();
    state.push(bit);
    return bit;
  };
  for (let i = 0; i < 160; i++) {
    step();
  }
  const kept = () => {
    for (;;) {
      const [first, second] = [step(), step()];
      if (first) {
        return second;
      }
    }
  };
  for (;;) {
    const value = BigInt('0b' + Array.from({ length: 255 }, kept).join(''));
    if (value < r) {
      yield value;
    }
  }
}

const source = grain();
const constants = (count, width) =>
  Array.from({ length: count }, () => Array.from({ length: width }, () => source.next().value));
const rounds = [
  ...constants(fullRounds / 2, 4),
  ...constants(partialRounds, 1),
  ...constants(fullRounds / 2, 4),
];

const power5 = (x) => (((x * x) % r) ** 2n * x) % r;
const multiplyExternal = (x) => external.map((row) => row.reduce((sum, m, i) => sum + m * x[i], 0n) % r);
const multiplyInternal = (x) => {
  const sum = x[0] + x[1] + x[2] + x[3];
  return x.map((value, i) => (sum + diagonal[i] * value) % r);
};

function permute(input) {
  let x = multiplyExternal(input);
  for (const round of rounds) {
    if (round.length === 4) {
      x = multiplyExternal(x.map((value, i) => power5((value + round[i]) % r)));
    } else {
      x = multiplyInternal([power5((x[0] + round[0]) % r), x[1], x[2], x[3]]);
    }
  }
  return x;
}

export const ascii = (text) => BigInt('0x' + Buffer.from(text, 'ascii').toString('hex'));

export const compress = (lanes, tag) => (permute(lanes)[0] + lanes[0] + ascii(tag)) % r;

export function sponge(tag, message) {
  let state = [0n, 0n, 0n, BigInt(message.length) + (ascii(tag) << 64n)];
  for (let i = 0; i === 0 || i < message.length; i += 3) {
    state = permute(state.map((value, lane) => (lane < 3 ? (value + (message[i + lane] ?? 0n)) % r : value)));
  }
  return state[0];
}
