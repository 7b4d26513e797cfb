using System.Buffers.Binary;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>A batch as bytes, as it travels from the sequencer to a prover. Nothing in it is trusted.</summary>
/// <remarks>
/// "ZKRBATCH", version, length of the body (64 bits), body, Keccak-256 of all before. Integers are big-endian, of 32 bits but for those of
/// 64 named here. Body: chain id (64), contract (20 bytes), batch number (64), time before (64), sequence before (64), next queue operation
/// (64); number of records, each its address and four lanes of 32 bytes; number of siblings, each level, index, hash of 32 bytes; number
/// of transactions, each its time (64), queue index + 1 or 0 (64), length, encoding, number of slots, for each slot the number of records
/// touched and their addresses.
/// </remarks>
public static class BatchFile
{
    private const int Version = 1;
    private const int PreludeLength = 8 + sizeof(int) + sizeof(long);

    private static ReadOnlySpan<byte> Magic => "ZKRBATCH"u8;

    /// <summary>The file of a batch.</summary>
    public static byte[] ToBytes(BatchInput batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        BatchFileWriter body = new();
        body.Int64((long)batch.Domain.Chain.Value);
        body.Address(batch.Domain.Contract);
        body.Int64(batch.Number.Value);
        body.Int64(batch.TimeBefore.Value);
        body.Int64(batch.SequenceBefore.Value);
        body.Int64(batch.NextOperation.Value);
        WriteState(body, batch.State);
        body.Int32(batch.Transactions.Count);
        foreach (BatchTransaction transaction in batch.Transactions)
        {
            WriteTransaction(body, transaction);
        }

        BatchFileWriter file = new();
        file.Bytes(Magic);
        file.Int32(Version);
        file.Int64(body.Written.Length);
        file.Bytes(body.Written);
        Span<byte> digest = stackalloc byte[Keccak256.DigestBytes];
        Keccak256.Hash(file.Written, digest);
        file.Bytes(digest);
        return file.Written.ToArray();
    }

    /// <summary>Reads a file. Never throws.</summary>
    /// <param name="bytes">Untrusted.</param>
    /// <param name="batch">The batch, or null unless Success.</param>
    /// <param name="error">What is wrong, with the field; empty for Success.</param>
    /// <returns>Success, or the first cause of rejection.</returns>
    public static BatchFileStatus TryRead(ReadOnlySpan<byte> bytes, out BatchInput? batch, out string error)
    {
        batch = null;
        BatchFileStatus status = CheckFrame(bytes, out error);
        if (status != BatchFileStatus.Success)
        {
            return status;
        }

        BatchFileReader reader = new(bytes[PreludeLength..^Keccak256.DigestBytes]);
        BatchInput? read = ReadBody(ref reader);
        if (reader.Error.Length == 0 && reader.Remaining != 0)
        {
            error = $"{reader.Remaining} bytes follow the last transaction";
            return BatchFileStatus.OutOfRange;
        }

        error = reader.Error;
        batch = error.Length == 0 ? read : null;
        return batch is null ? BatchFileStatus.OutOfRange : BatchFileStatus.Success;
    }

    private static BatchFileStatus CheckFrame(ReadOnlySpan<byte> bytes, out string error)
    {
        int magic = Math.Min(bytes.Length, Magic.Length);
        if (magic == 0 || !bytes[..magic].SequenceEqual(Magic[..magic]))
        {
            error = "it does not begin as a batch file";
            return BatchFileStatus.Foreign;
        }

        if (bytes.Length < PreludeLength)
        {
            error = $"it has {bytes.Length} bytes, its beginning alone takes {PreludeLength}";
            return BatchFileStatus.Truncated;
        }

        int version = BinaryPrimitives.ReadInt32BigEndian(bytes[Magic.Length..]);
        if (version != Version)
        {
            error = $"it is of version {version}, expected {Version}";
            return BatchFileStatus.UnknownVersion;
        }

        ulong length = BinaryPrimitives.ReadUInt64BigEndian(bytes[(Magic.Length + sizeof(int))..]);
        ulong rest = (ulong)(bytes.Length - PreludeLength);
        if (rest < Keccak256.DigestBytes || length > rest - Keccak256.DigestBytes)
        {
            error = $"it announces {length} bytes and {Keccak256.DigestBytes} of digest, {rest} are there";
            return BatchFileStatus.Truncated;
        }

        if (length != rest - Keccak256.DigestBytes)
        {
            error = $"{rest - Keccak256.DigestBytes - length} bytes follow it";
            return BatchFileStatus.TrailingBytes;
        }

        Span<byte> digest = stackalloc byte[Keccak256.DigestBytes];
        Keccak256.Hash(bytes[..^Keccak256.DigestBytes], digest);
        bool isWhole = digest.SequenceEqual(bytes[^Keccak256.DigestBytes..]);
        error = isWhole ? "" : "the digest at its end is not that of its bytes";
        return isWhole ? BatchFileStatus.Success : BatchFileStatus.Corrupt;
    }

    private static void WriteState(BatchFileWriter body, StateWitness state)
    {
        body.Int32(state.RecordCount);
        Span<Fr> lanes = stackalloc Fr[Record.LaneCount];
        foreach ((RecordAddress address, Record record) in state.Records)
        {
            body.Int32(unchecked((int)address.Value));
            record.WriteLanes(lanes);
            foreach (Fr lane in lanes)
            {
                body.Element(lane);
            }
        }

        body.Int32(state.Siblings.Count);
        foreach (StateNode sibling in state.Siblings)
        {
            body.Int32(sibling.Level);
            body.Int32(unchecked((int)sibling.Index));
            body.Element(sibling.Hash);
        }
    }

    private static void WriteTransaction(BatchFileWriter body, BatchTransaction transaction)
    {
        body.Int64(transaction.Time.Value);
        body.Int64(transaction.Queue is { } queue ? queue.Value + 1 : 0);
        body.Int32(transaction.Encoded.Length);
        body.Bytes(transaction.Encoded.Span);
        body.Int32(transaction.Touched.Count);
        foreach (IReadOnlyList<RecordAddress> slot in transaction.Touched)
        {
            body.Int32(slot.Count);
            foreach (RecordAddress address in slot)
            {
                body.Int32(unchecked((int)address.Value));
            }
        }
    }

    private static BatchInput? ReadBody(ref BatchFileReader reader)
    {
        ulong chain = reader.UInt64("chain id");
        EthereumAddress contract = reader.Address("contract");
        long number = reader.Number("batch number", BatchNumber.MaxValue);
        long time = reader.Number("time before", Timestamp.MaxValue);
        long sequence = reader.Number("sequence before", SequenceNumber.MaxValue);
        long queue = reader.Number("next queue operation", QueueIndex.MaxValue);
        StateWitness state = ReadState(ref reader);
        int count = reader.Count("transactions", BatchFileReader.TransactionLengthMin);
        List<BatchTransaction> transactions = [];
        for (int i = 0; i < count && reader.Error.Length == 0; i++)
        {
            transactions.Add(ReadTransaction(ref reader, i));
        }

        if (reader.Error.Length == 0 && transactions.Count == 0)
        {
            reader.Fail("it has no transaction");
        }

        return reader.Error.Length > 0
            ? null
            : new(new(new(chain), contract), new(number), new(time), new(sequence), new(queue), state, transactions);
    }

    private static StateWitness ReadState(ref BatchFileReader reader)
    {
        SortedDictionary<uint, Record> records = [];
        int count = reader.Count("records", sizeof(int) + (Record.LaneCount * Fr.ByteLength));
        for (int i = 0; i < count && reader.Error.Length == 0; i++)
        {
            uint address = reader.UInt32("address of a record");
            Record record = reader.Record($"record {i}");
            if (i > 0 && address <= records.Keys.Last())
            {
                reader.Fail($"record {i} at {new RecordAddress(address)} does not follow the one before by address");
            }

            records[address] = record;
        }

        List<StateNode> siblings = [];
        count = reader.Count("siblings", (2 * sizeof(int)) + Fr.ByteLength);
        for (int i = 0; i < count && reader.Error.Length == 0; i++)
        {
            uint level = reader.UInt32("level of a sibling");
            uint index = reader.UInt32("index of a sibling");
            Fr hash = reader.Element($"sibling {i}");
            if (level >= StateWitness.TreeDepth || (level > 0 && index >> (2 * (StateWitness.TreeDepth - (int)level)) != 0))
            {
                reader.Fail($"sibling {i} has level {level} and index {index}, beyond the tree");
                break;
            }

            siblings.Add(new((int)level, index, hash));
        }

        return new(records.Select(pair => KeyValuePair.Create(new RecordAddress(pair.Key), pair.Value)), siblings);
    }

    private static BatchTransaction ReadTransaction(ref BatchFileReader reader, int number)
    {
        long time = reader.Number($"time of transaction {number}", Timestamp.MaxValue);
        long queue = reader.Number($"queue index of transaction {number}", QueueIndex.MaxValue);
        byte[] encoded = reader.Bytes($"transaction {number}").ToArray();
        List<IReadOnlyList<RecordAddress>> touched = [];
        int slots = reader.Count($"slots of transaction {number}", sizeof(int));
        for (int slot = 0; slot < slots && reader.Error.Length == 0; slot++)
        {
            int count = reader.Count($"records touched by transaction {number}", sizeof(int));
            List<RecordAddress> addresses = [];
            for (int i = 0; i < count && reader.Error.Length == 0; i++)
            {
                addresses.Add(new(reader.UInt32("address touched")));
            }

            touched.Add(addresses);
        }

        return new(encoded, new(time), queue == 0 ? null : new QueueIndex(queue - 1), touched);
    }
}
