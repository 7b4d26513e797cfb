using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;

namespace ZkRollup.Sequencer.Batcher;

/// <summary>The signatures of accepted transactions: whoever verified them keeps them, as the engine's log does not.</summary>
public interface ISignatureSource
{
    /// <summary>The signature of a transaction.</summary>
    /// <exception cref="KeyNotFoundException">It was not kept.</exception>
    SchnorrSignature Of(SequenceNumber sequence);
}
