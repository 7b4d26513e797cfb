// An independent reading of docs/protocol.md, sections 3, 5.2, 6.1, 13 and 15. Standard input: docs/vectors/protocol.json. Standard output:
// what its transactions, records, log and public data come to, computed from their JSON alone, in the form of the file.
import { readFileSync } from 'node:fs';
import { jubjub } from '@noble/curves/misc.js';
import { compress, sponge } from './poseidon2.mjs';

const modulusOfScalars = 0x0e7db4ea6533afa906673b0101343b00a6682093ccc81082d0970e5ed6f72cb7n;
const session = 'account 24 · slot 4 · serial 24 · nonce 48 · deadline 48';

// The tables of 5.2 and 6.1: number, then the lanes after lane 0 or, for queue operations, all five. A field without bits is a whole lane.
const messages = {
  OpenSession: [
    16,
    'account 24 · slot 4 · nonce 48 · deadline 48 · sessionExpiry 48',
    'scope 12 · markets 48 · largestNotional 60 · budget 60',
    'keyX',
    'keyY',
  ],
  RevokeSession: [17, 'account 24 · slot 4 · nonce 48 · deadline 48 · serial 24', ''],
  PlaceOrder: [
    18,
    `${session} · orderExpiry 48`,
    'instrument 12 · side 1 · timeInForce 2 · reduceOnly 1 · selfTradeMode 2 · price 36 · quantity 36 · maximumFee 24 · clientOrderId 64',
  ],
  CancelOrder: [19, session, 'targetSerial 24 · targetNonce 48 · targetLeaf 30'],
  CancelAll: [20, session, ''],
  Withdraw: [21, session, 'amount 60'],
  OracleUpdate: [32, 'signer 3 · underlying 6 · round 36 · price 36', ''],
  RiskUpdate: [33, 'instrument 12 · round 36', 'mark 36 · initialShort 48 · maintenanceShort 48'],
  UpdateMark: [40, 'instrument 12', ''],
  RemoveOrder: [41, 'leaf 30 · cause 8', ''],
  Liquidate: [42, 'account 24 · instrument 12', ''],
  Deleverage: [43, 'account 24 · instrument 12 · counterparty 24', ''],
  SettleExpiry: [44, 'account 24 · instrument 12', ''],
  CollectFees: [45, 'instrument 12', ''],
};
const operations = {
  Deposit: [1, 'account 24 · amount 60', 'owner 160', 'keyX', 'keyY', ''],
  ChangeMasterKey: [2, 'account 24', 'owner 160', 'keyX', 'keyY', ''],
  ForcedCancelAll: [3, 'account 24', 'owner 160', '', '', ''],
  ForcedWithdraw: [4, 'account 24 · amount 60', 'owner 160', '', '', ''],
  ForcedClose: [5, 'account 24 · instrument 12 · side 1 · largestSize 36', 'owner 160', '', '', ''],
  ListInstrument: [6, 'instrument 12', 'termsLane2', 'termsLane3', 'limitsLane2', 'limitsLane3'],
  SetParameters: [7, 'instrument 12', 'limitsLane2', 'limitsLane3', '', ''],
  SetOracleKey: [8, 'signer 3', 'keyX', 'keyY', '', ''],
};
const names = {
  side: [['buy', 'long'], ['sell', 'short']],
  timeInForce: [['gtc'], ['ioc'], ['postOnly']],
  selfTradeMode: [['cancelTaker'], ['cancelMaker'], ['cancelBoth']],
  reduceOnly: [[false], [true]],
};

const hex = (value) => '0x' + value.toString(16).padStart(64, '0');
const value = (json, name) =>
  BigInt(names[name] ? names[name].findIndex((aliases) => aliases.includes(json[name])) : json[name]);
const fields = (lane) => (lane ? lane.split(' · ').map((field) => field.split(' ')) : []);

function pack(parts) {
  let [sum, shift] = [0n, 0n];
  for (const [part, bits] of parts) {
    if (part < 0n || part >> BigInt(bits) !== 0n) {
      throw new Error(`${part} has more than ${bits} bits`);
    }
    sum += part << shift;
    shift += BigInt(bits);
  }
  if (shift > 252n) {
    throw new Error(`a lane of ${shift} bits`);
  }
  return sum;
}

const domainLane = ({ chainId, contract }) => pack([[BigInt(chainId), 64], [BigInt(contract), 160]]);

function lanesOf(domain, json) {
  const [number, ...lanes] = messages[json.type] ?? operations[json.type];
  const packed = lanes.map((lane, i) => {
    const parts = fields(lane);
    if (parts.length === 1 && parts[0].length === 1) {
      return BigInt(json[parts[0][0]]);
    }
    const start = i === 0 ? [[BigInt(number), 8]] : [];
    return pack([...start, ...parts.map(([name, bits]) => [value(json, name), Number(bits)])]);
  });
  return json.type in messages ? [domainLane(domain), ...packed] : packed;
}

function littleEndian(integer, length) {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) {
    bytes[i] = Number((integer >> BigInt(8 * i)) & 255n);
  }
  return bytes;
}

function binaryOf(json) {
  const [number, ...lanes] = messages[json.type] ?? operations[json.type];
  const parts = [Buffer.from([number])];
  for (const [name, bits] of lanes.flatMap(fields)) {
    if (name === 'owner') {
      parts.push(Buffer.from(json.owner.slice(2), 'hex'));
    } else {
      const length = bits === undefined ? 32 : [1, 2, 4, 8].find((bytes) => 8 * bytes >= Number(bits));
      parts.push(littleEndian(value(json, name), length));
    }
  }
  parts.push(Buffer.from((json.signature ?? '0x').slice(2), 'hex'));
  return Buffer.concat(parts).toString('hex');
}

// docs/crypto/schnorr.md: s·G − c·A = R.
function isSignedBy(key, hash, signature) {
  const integers = (text) =>
    text.match(/.{64}/g).map((part) => BigInt('0x' + Buffer.from(part, 'hex').reverse().toString('hex')));
  const [ax, ay] = integers(key);
  const [rx, ry, s] = integers(signature.slice(2));
  const challenge = sponge('zkr.sign', [rx, ry, ax, ay, hash]) % (1n << 252n);
  const generator = jubjub.Point.fromAffine({
    x: 0x33cab9428c97922a456d01156a3c0b5f48bf54819101b9e685ff90bcf4f8ba5en,
    y: 0x56f168560e13820f1312a53c8338679b15f8e764499f87033728c334cc269cfbn,
  });
  const point = generator
    .multiplyUnsafe(s)
    .add(jubjub.Point.fromAffine({ x: ax, y: ay }).multiplyUnsafe(challenge % modulusOfScalars).negate())
    .toAffine();
  return point.x === rx && point.y === ry;
}

const widths = { a: [60, 48, 48, 48, 48], b: [60, 48, 36, 36, 36, 36] };

function recordLanes(record) {
  const packed = (letter) => pack(widths[letter].map((bits, i) => [BigInt(record[letter + i]), bits]));
  return [BigInt(record.x), BigInt(record.y), packed('a'), packed('b')];
}

const places = {
  Owner: ({ account }) => 64 * account,
  Account: ({ account }) => 64 * account + 1,
  Position: ({ account, place }) => 64 * account + 16 + place,
  Session: ({ account, slot }) => 64 * account + 32 + slot,
  Order: ({ leaf }) => 2 ** 30 + leaf,
  Terms: ({ instrument }) => 2 * 2 ** 30 + 8 * instrument,
  Limits: ({ instrument }) => 2 * 2 ** 30 + 8 * instrument + 1,
  Risk: ({ instrument }) => 2 * 2 ** 30 + 8 * instrument + 2,
  Book: ({ instrument }) => 2 * 2 ** 30 + 8 * instrument + 3,
  Insurance: ({ instrument }) => 2 * 2 ** 30 + 8 * instrument + 4,
  Treasury: () => 3 * 2 ** 30,
  Signer: ({ signer }) => 3 * 2 ** 30 + 1 + signer,
  Board: ({ underlying }) => 3 * 2 ** 30 + 64 + 4 * underlying,
  Index: ({ underlying }) => 3 * 2 ** 30 + 64 + 4 * underlying + 1,
};

const leafOf = ({ sequence, hash, time }) => compress([BigInt(sequence), BigInt(hash), BigInt(time), 0n], 'zkr.leaf');

function logRoot(leaves) {
  let level = leaves;
  let absent = 0n;
  for (let height = 0; height < 7; height++) {
    const child = (i) => level[i] ?? absent;
    level = Array.from({ length: Math.ceil(level.length / 4) }, (_, i) =>
      compress([child(4 * i), child(4 * i + 1), child(4 * i + 2), child(4 * i + 3)], 'zkr.node'),
    );
    absent = compress([absent, absent, absent, absent], 'zkr.node');
  }
  return level[0];
}

function wordsOf(batch, domain) {
  const { header, operations: consumed, withdrawals, records } = batch;
  return [
    ...header.before.map(BigInt),
    ...header.after.map(BigInt),
    ...['number', 'firstTime', 'lastTime', 'firstSequence', 'lastSequence', 'logRoot', 'firstQueueIndex'].map((name) =>
      BigInt(header[name]),
    ),
    ...[consumed, withdrawals, records].map((list) => BigInt(list.length)),
    ...consumed.flatMap(({ operation, outcome, value: paid }) => [
      ...lanesOf(domain, operation),
      BigInt(outcome) + 256n * BigInt(paid),
    ]),
    ...withdrawals.flatMap(({ owner, account, amount }) => [
      pack([[BigInt(owner), 160], [BigInt(amount), 60]]),
      BigInt(account),
    ]),
    ...records.flatMap(({ address, record }) => [BigInt(address), ...recordLanes(record)]),
  ];
}

const file = JSON.parse(readFileSync(0, 'utf8'));
const answer = {
  domainLane: hex(domainLane(file.domain)),
  transactions: file.transactions.map(({ json, publicKey }) => {
    const lanes = lanesOf(file.domain, json);
    const hash = sponge('zkr.txn1', lanes);
    return {
      type: json.type,
      binary: binaryOf(json),
      lanes: lanes.map(hex),
      hash: hex(hash),
      isSigned: publicKey !== undefined && isSignedBy(publicKey, hash, json.signature),
    };
  }),
  records: file.records.map(({ record }) => {
    const lanes = recordLanes(record);
    return { lanes: lanes.map(hex), leaf: hex(compress(lanes, 'zkr.leaf')) };
  }),
  addresses: file.addresses.map((entry) => places[entry.class](entry)),
  stateRoot: hex(compress(file.stateRoot.subtrees.map(BigInt), 'zkr.node')),
  logs: file.logs.map((log) => {
    const leaves = log.transactions.map(leafOf);
    return { leaves: leaves.map(hex), root: hex(logRoot(leaves)) };
  }),
  publicData: wordsOf(file.publicData, file.domain).map(hex),
};
console.log(JSON.stringify(answer));
