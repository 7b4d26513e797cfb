using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Sequencer.Batcher;

namespace ZkRollup.Sequencer.Traffic;

/// <summary>Signatures by the sequence numbers that their transactions got.</summary>
internal sealed class KeptSignatures : ISignatureSource
{
    private readonly Dictionary<SequenceNumber, SchnorrSignature> _signatures = [];

    public SchnorrSignature Of(SequenceNumber sequence) => _signatures[sequence];

    internal void Keep(SequenceNumber sequence, in SchnorrSignature signature) => _signatures.Add(sequence, signature);
}
