using System.Buffers.Binary;
using ZkRollup.Circuits.Rollup.Tests.Differential;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Sequencer.Batcher;
using ZkRollup.Sequencer.Engine;
using ZkRollup.Sequencer.Engine.Log;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Signs what numbered keys of the traffic have signed, once the engine has accepted it.</summary>
internal sealed class KnownSignatures(TransactionDomain domain) : ISignatureSource
{
    /// <summary>Workloads that do not say who signed use keys of these numbers, beginning with 0, the key of a seed of zeros.</summary>
    private const int NumbersOfUnnamed = 64;

    private readonly Dictionary<SequenceNumber, SchnorrSignature> _signatures = [];
    private readonly Dictionary<(Fr X, Fr Y), int> _numbers = [];

    /// <inheritdoc/>
    public SchnorrSignature Of(SequenceNumber sequence) => _signatures[sequence];

    /// <summary>Signs the transitions of an engine's log.</summary>
    /// <param name="engine">The engine, right after what the log holds: no transition changes the key that signed it.</param>
    /// <param name="key">The number of the key; null if it is to be found by the state.</param>
    internal void Sign(ExchangeEngine engine, int? key)
    {
        TransitionReader reader = new(engine.Log!);
        while (reader.TryReadTransition())
        {
            Transition transition = Transition.Read(reader);
            if (transition.KeyAddress is not { } address)
            {
                continue;
            }

            using SchnorrSecretKey secret = SecretOf(key ?? NumberOf(engine.GetRecord(address)));
            _signatures.Add(
                reader.Header.Sequence, secret.Sign(Poseidon2.Hash(TransactionLanes.HashDomain, transition.Lanes(domain))));
        }
    }

    private static SchnorrSecretKey SecretOf(int number)
    {
        Span<byte> seed = stackalloc byte[SchnorrSecretKey.SeedLength];
        seed.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(seed, number);
        return SchnorrSecretKey.FromSeed(seed);
    }

    private int NumberOf(in Record holder)
    {
        if (_numbers.Count == 0)
        {
            for (int number = 0; number < NumbersOfUnnamed; number++)
            {
                using SchnorrSecretKey secret = SecretOf(number);
                _numbers.Add((secret.PublicKey.X, secret.PublicKey.Y), number);
            }
        }

        return _numbers[(holder.X, holder.Y)];
    }
}
