using System.Buffers;
using System.Buffers.Binary;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Prover.Plonk;

/// <summary>A proof together with its statement, as it travels between programs. Nothing in it is trusted.</summary>
/// <remarks>
/// Big-endian counts of 32 bits: "ZKRPROF1", key digest (32 bytes), T, chain id (64 bits), contract (20 bytes), number of blob
/// hashes and the hashes (32 bytes each), number of public scalars, of instance columns and of words in each, the scalars and the words
/// column by
/// column (32 bytes each, big-endian, below r), length of the proof, the proof as docs/proof-format.md has it.
/// </remarks>
public sealed class ProofFile
{
    private static ReadOnlySpan<byte> Magic => "ZKRPROF1"u8;

    private readonly byte[] _keyDigest;
    private readonly byte[] _proof;

    /// <summary>A statement and its proof.</summary>
    /// <param name="keyDigest">The digest of the key that the proof is for, 32 bytes.</param>
    /// <param name="slots">T.</param>
    /// <param name="context">Where the proof is verified.</param>
    /// <param name="inputs">The public inputs; all instance columns have the same number of words.</param>
    /// <param name="proof">The proof.</param>
    /// <exception cref="ArgumentException">The digest or the columns have the wrong length.</exception>
    public ProofFile(ReadOnlySpan<byte> keyDigest, int slots, ProofContext context, PublicInputs inputs, ReadOnlySpan<byte> proof)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(inputs);
        if (keyDigest.Length != Keccak256.DigestBytes)
        {
            throw new ArgumentException($"Expected a digest of {Keccak256.DigestBytes} bytes, got {keyDigest.Length}.", nameof(keyDigest));
        }

        if (inputs.Columns.Any(column => column.Count != inputs.Columns[0].Count))
        {
            throw new ArgumentException("All instance columns must have the same number of words.", nameof(inputs));
        }

        _keyDigest = keyDigest.ToArray();
        Slots = slots;
        Context = context;
        Inputs = inputs;
        _proof = proof.ToArray();
    }

    /// <summary>The digest of the key that the proof is said to be for.</summary>
    public ReadOnlySpan<byte> KeyDigest => _keyDigest;

    /// <summary>T.</summary>
    public int Slots { get; }

    /// <summary>Where the proof is verified.</summary>
    public ProofContext Context { get; }

    /// <summary>The public inputs.</summary>
    public PublicInputs Inputs { get; }

    /// <summary>The proof.</summary>
    public ReadOnlySpan<byte> Proof => _proof;

    /// <summary>The file as bytes.</summary>
    public byte[] ToBytes()
    {
        int words = Inputs.Columns.Count == 0 ? 0 : Inputs.Columns[0].Count;
        ArrayBufferWriter<byte> target = new();
        target.Write(Magic);
        target.Write(_keyDigest);
        WriteCount(target, Slots);
        BinaryPrimitives.WriteUInt64BigEndian(target.GetSpan(sizeof(ulong)), Context.ChainId);
        target.Advance(sizeof(ulong));
        Context.Contract.Write(target.GetSpan(EthereumAddress.Bytes)[..EthereumAddress.Bytes]);
        target.Advance(EthereumAddress.Bytes);
        WriteCount(target, Context.BlobHashes.Length / ProofContext.BlobHashLength);
        target.Write(Context.BlobHashes);
        WriteCount(target, Inputs.Scalars.Count);
        WriteCount(target, Inputs.Columns.Count);
        WriteCount(target, words);
        WriteScalars(target, Inputs.Scalars);
        foreach (IReadOnlyList<Fr> column in Inputs.Columns)
        {
            WriteScalars(target, column);
        }

        WriteCount(target, _proof.Length);
        target.Write(_proof);
        return target.WrittenSpan.ToArray();
    }

    /// <summary>Reads a file. Never throws.</summary>
    /// <param name="bytes">Untrusted.</param>
    /// <param name="file">The file, or null unless Success.</param>
    /// <returns>Success, or the first cause of rejection.</returns>
    public static ProofFileStatus TryRead(ReadOnlySpan<byte> bytes, out ProofFile? file)
    {
        file = null;
        if (!bytes.StartsWith(Magic))
        {
            return ProofFileStatus.UnknownVersion;
        }

        Reader reader = new(bytes[Magic.Length..]);
        ReadOnlySpan<byte> keyDigest = reader.Bytes(Keccak256.DigestBytes);
        int slots = reader.Count();
        ulong chainId = reader.UInt64();
        ReadOnlySpan<byte> contract = reader.Bytes(EthereumAddress.Bytes);
        ReadOnlySpan<byte> blobHashes = reader.Bytes(reader.Count(), ProofContext.BlobHashLength);
        int scalarCount = reader.Count();
        int columnCount = reader.Count();
        int wordCount = reader.Count();
        ReadOnlySpan<byte> scalars = reader.Bytes(scalarCount, Fr.ByteLength);
        bool hasWordsOfNoColumn = columnCount == 0 && wordCount != 0;
        ReadOnlySpan<byte> words = hasWordsOfNoColumn ? reader.Fail() : reader.Bytes((long)columnCount * wordCount, Fr.ByteLength);
        ReadOnlySpan<byte> proof = reader.Bytes(reader.Count());
        if (reader.HasFailed || (wordCount == 0 && columnCount > CircuitShape.ColumnsMax))
        {
            return ProofFileStatus.Truncated;
        }

        if (reader.Remaining != 0)
        {
            return ProofFileStatus.TrailingBytes;
        }

        if (!TryReadScalars(scalars, out Fr[] scalarValues) || !TryReadScalars(words, out Fr[] wordValues))
        {
            return ProofFileStatus.ScalarNotCanonical;
        }

        Fr[][] columns = new Fr[columnCount][];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = wordValues.AsSpan(i * wordCount, wordCount).ToArray();
        }

        _ = EthereumAddress.TryRead(contract, out EthereumAddress address);
        file = new(keyDigest, slots, new(chainId, address, blobHashes), new(scalarValues, columns), proof);
        return ProofFileStatus.Success;
    }

    private static bool TryReadScalars(ReadOnlySpan<byte> bytes, out Fr[] values)
    {
        values = new Fr[bytes.Length / Fr.ByteLength];
        for (int i = 0; i < values.Length; i++)
        {
            if (!Fr.TryReadBigEndian(bytes.Slice(i * Fr.ByteLength, Fr.ByteLength), out values[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static void WriteCount(ArrayBufferWriter<byte> target, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(target.GetSpan(sizeof(int)), value);
        target.Advance(sizeof(int));
    }

    private static void WriteScalars(ArrayBufferWriter<byte> target, IReadOnlyList<Fr> values)
    {
        foreach (Fr value in values)
        {
            value.WriteBigEndian(target.GetSpan(Fr.ByteLength)[..Fr.ByteLength]);
            target.Advance(Fr.ByteLength);
        }
    }

    /// <summary>Reads until something is missing; from then on everything is empty.</summary>
    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        internal bool HasFailed { get; private set; }

        internal readonly int Remaining => _rest.Length;

        internal ReadOnlySpan<byte> Fail()
        {
            HasFailed = true;
            _rest = default;
            return default;
        }

        internal ReadOnlySpan<byte> Bytes(long count, int size = 1)
        {
            if (HasFailed || count < 0 || count > _rest.Length / size)
            {
                return Fail();
            }

            int length = (int)count * size;
            ReadOnlySpan<byte> taken = _rest[..length];
            _rest = _rest[length..];
            return taken;
        }

        internal int Count()
        {
            ReadOnlySpan<byte> taken = Bytes(sizeof(int));
            int value = HasFailed ? 0 : BinaryPrimitives.ReadInt32BigEndian(taken);
            if (value < 0)
            {
                Fail();
            }

            return HasFailed ? 0 : value;
        }

        internal ulong UInt64()
        {
            ReadOnlySpan<byte> taken = Bytes(sizeof(ulong));
            return HasFailed ? 0 : BinaryPrimitives.ReadUInt64BigEndian(taken);
        }
    }
}
