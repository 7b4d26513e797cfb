using ZkRollup.Crypto.Fields;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>The key of a session or a signer.</summary>
internal struct SessionKey
{
    internal Fr X;
    internal Fr Y;
}
