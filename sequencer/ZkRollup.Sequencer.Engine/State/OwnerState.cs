using ZkRollup.Crypto.Fields;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>Who owns an account. The address is in three parts, as in its record.</summary>
internal struct OwnerState
{
    internal Fr KeyX;
    internal Fr KeyY;
    internal ulong AddressLow;
    internal ulong AddressMiddle;
    internal ulong AddressHigh;
    internal long MasterNonce;
    internal long Stamp;
}
