using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Log;

namespace ZkRollup.Sequencer.Batcher;

/// <summary>Transactions of the engine's log in their binary encoding, with their signatures.</summary>
internal static class TransitionEncoding
{
    /// <summary>The encoding of the transition that a reader is at.</summary>
    internal static byte[] Encode(in TransitionReader reader, ISignatureSource signatures) => reader.Header.Kind switch
    {
        TransactionKind.Deposit => Unsigned<Deposit>(reader),
        TransactionKind.ChangeMasterKey => Unsigned<ChangeMasterKey>(reader),
        TransactionKind.ForcedCancelAll => Unsigned<ForcedCancelAll>(reader),
        TransactionKind.ForcedWithdraw => Unsigned<ForcedWithdraw>(reader),
        TransactionKind.ForcedClose => Unsigned<ForcedClose>(reader),
        TransactionKind.ListInstrument => Unsigned<ListInstrument>(reader),
        TransactionKind.SetParameters => Unsigned<SetParameters>(reader),
        TransactionKind.SetOracleKey => Unsigned<SetOracleKey>(reader),
        TransactionKind.OpenSession => Signed<OpenSession>(reader, signatures),
        TransactionKind.RevokeSession => Signed<RevokeSession>(reader, signatures),
        TransactionKind.PlaceOrder => Signed<PlaceOrder>(reader, signatures),
        TransactionKind.CancelOrder => Signed<CancelOrder>(reader, signatures),
        TransactionKind.CancelAll => Signed<CancelAll>(reader, signatures),
        TransactionKind.Withdraw => Signed<Withdraw>(reader, signatures),
        TransactionKind.OracleUpdate => Signed<OracleUpdate>(reader, signatures),
        TransactionKind.RiskUpdate => Signed<RiskUpdate>(reader, signatures),
        TransactionKind.UpdateMark => Unsigned<UpdateMark>(reader),
        TransactionKind.RemoveOrder => Unsigned<RemoveOrder>(reader),
        TransactionKind.Liquidate => Unsigned<Liquidate>(reader),
        TransactionKind.Deleverage => Unsigned<Deleverage>(reader),
        TransactionKind.SettleExpiry => Unsigned<SettleExpiry>(reader),
        TransactionKind.CollectFees => Unsigned<CollectFees>(reader),
        _ => throw new ArgumentOutOfRangeException(nameof(reader), reader.Header.Kind, "A transaction."),
    };

    private static byte[] Signed<T>(in TransitionReader reader, ISignatureSource signatures)
        where T : unmanaged, ISignedTransaction<T>
    {
        byte[] encoded = new byte[BinaryCodec.Length<T>()];
        _ = BinaryCodec.Write(reader.ReadTransaction<T>(), signatures.Of(reader.Header.Sequence), encoded);
        return encoded;
    }

    private static byte[] Unsigned<T>(in TransitionReader reader)
        where T : unmanaged, IUnsignedTransaction<T>
    {
        byte[] encoded = new byte[BinaryCodec.Length<T>()];
        _ = BinaryCodec.Write(reader.ReadTransaction<T>(), encoded);
        return encoded;
    }
}
