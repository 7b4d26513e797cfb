using System.Runtime.CompilerServices;
using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>The last reports for an underlying, and its index.</summary>
internal struct BoardState
{
    internal PerSigner Rounds;
    internal PerSigner Prices;
    internal long IndexPrice;
    internal long IndexAnchor;
    internal long IndexRound;
    internal long BoardStamp;
    internal long IndexStamp;

    /// <summary>A number for each oracle signer.</summary>
    [InlineArray(BoardRecord.Signers)]
    internal struct PerSigner
    {
        private long _first;
    }
}
