using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Signatures of transactions, verified together: each has the outcome that it would have alone, for less time.</summary>
/// <remarks>Allocates nothing after it was made. Not safe for concurrent use; threads take a batch each.</remarks>
public sealed class SignatureBatch
{
    /// <summary>Lanes of all transactions but one, which are hashed together.</summary>
    private const int LanesTogether = 3;

    private readonly TransactionDomain _domain;
    private readonly SchnorrPublicKey[] _keys;
    private readonly SchnorrSignature[] _signatures;
    private readonly Fr[] _lanes;
    private readonly Fr[] _hashes;
    private readonly bool[] _isHashed;
    private readonly bool[] _valid;
    private int _verified;

    /// <summary>An empty batch.</summary>
    /// <param name="domain">Where the signatures must count.</param>
    /// <param name="capacity">How many it has room for.</param>
    public SignatureBatch(TransactionDomain domain, int capacity)
    {
        _domain = domain;
        _keys = new SchnorrPublicKey[capacity];
        _signatures = new SchnorrSignature[capacity];
        _lanes = new Fr[LanesTogether * capacity];
        _hashes = new Fr[capacity];
        _isHashed = new bool[capacity];
        _valid = new bool[capacity];
    }

    /// <summary>Signatures in it.</summary>
    public int Count { get; private set; }

    /// <summary>How many it has room for.</summary>
    public int Capacity => _keys.Length;

    /// <summary>Adds a signature.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="key">The key at <see cref="ISignedTransaction{TSelf}.KeyAddress"/>; the default if there is none.</param>
    /// <returns>Its place.</returns>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    /// <exception cref="ArgumentException">A field is out of its range.</exception>
    public int Add<T>(in T transaction, in SchnorrSignature signature, in SchnorrPublicKey key)
        where T : struct, ISignedTransaction<T>
    {
        if (Count == Capacity)
        {
            throw new InvalidOperationException($"The batch has its {Capacity} signatures.");
        }

        bool isHashed = TransactionLanes.Count<T>() != LanesTogether;
        if (isHashed)
        {
            _hashes[Count] = TransactionLanes.Hash(_domain, transaction);
        }
        else
        {
            _ = TransactionLanes.Write(_domain, transaction, _lanes.AsSpan(LanesTogether * Count, LanesTogether));
        }

        _isHashed[Count] = isHashed;
        _signatures[Count] = signature;
        _keys[Count] = key;
        return Count++;
    }

    /// <summary>Verifies those that were added since the last call.</summary>
    public void Verify()
    {
        HashPending();
        Range pending = _verified..Count;
        Schnorr.VerifyBatch(_keys.AsSpan(pending), _hashes.AsSpan(pending), _signatures.AsSpan(pending), _valid.AsSpan(pending));
        _verified = Count;
    }

    /// <summary>The hash of a transaction, which the log needs as well.</summary>
    /// <param name="place">Its place.</param>
    /// <exception cref="ArgumentOutOfRangeException">Its signature has not been verified.</exception>
    public Fr Hash(int place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, _verified);
        return _hashes[place];
    }

    /// <summary>The key that a signature holds under, or the default.</summary>
    /// <param name="place">Its place.</param>
    /// <exception cref="ArgumentOutOfRangeException">It has not been verified.</exception>
    public SchnorrPublicKey VerifiedKey(int place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, _verified);
        return _valid[place] ? _keys[place] : default;
    }

    /// <summary>Forgets all signatures.</summary>
    public void Clear()
    {
        Count = 0;
        _verified = 0;
    }

    /// <summary>Hashes each run of transactions with lanes in the buffer.</summary>
    private void HashPending()
    {
        int start = _verified;
        for (int i = _verified; i <= Count; i++)
        {
            if (i == Count || _isHashed[i])
            {
                Range lanes = (LanesTogether * start)..(LanesTogether * i);
                Poseidon2.HashBatch(TransactionLanes.HashDomain, LanesTogether, _lanes.AsSpan(lanes), _hashes.AsSpan(start..i));
                start = i + 1;
            }
        }
    }
}
