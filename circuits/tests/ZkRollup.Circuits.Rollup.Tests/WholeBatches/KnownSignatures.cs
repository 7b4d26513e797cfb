using System.Buffers.Binary;
using ZkRollup.Circuits.Rollup.Tests.Differential;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Sequencer.Batcher;
using ZkRollup.Sequencer.Engine.Log;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Signs what numbered keys of the traffic have signed, once the engine has accepted it.</summary>
internal sealed class KnownSignatures(TransactionDomain domain) : ISignatureSource
{
    private readonly Dictionary<SequenceNumber, SchnorrSignature> _signatures = [];

    /// <inheritdoc/>
    public SchnorrSignature Of(SequenceNumber sequence) => _signatures[sequence];

    /// <summary>Signs the transitions of a log with a key.</summary>
    internal void Sign(TransitionLog log, int key)
    {
        Span<byte> seed = stackalloc byte[SchnorrSecretKey.SeedLength];
        seed.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(seed, key);
        TransitionReader reader = new(log);
        while (reader.TryReadTransition())
        {
            Transition transition = Transition.Read(reader);
            if (transition.KeyAddress is null)
            {
                continue;
            }

            using SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(seed);
            _signatures.Add(
                reader.Header.Sequence, secret.Sign(Poseidon2.Hash(TransactionLanes.HashDomain, transition.Lanes(domain))));
        }
    }
}
