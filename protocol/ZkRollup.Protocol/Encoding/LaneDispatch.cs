using ZkRollup.Crypto.Fields;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Reads a queue operation as the type that is visited and hands it to a receiver; other types come in no lanes.</summary>
internal readonly ref struct LaneDispatch<TReceiver> : ITransactionTypeVisitor<DecodeError>
    where TReceiver : ITransactionReceiver
{
    private readonly ReadOnlySpan<Fr> _lanes;
    private readonly ref TReceiver _receiver;

    internal LaneDispatch(ReadOnlySpan<Fr> lanes, ref TReceiver receiver)
    {
        _lanes = lanes;
        _receiver = ref receiver;
    }

    private static DecodeError NoOperation => new(DecodeCause.UnknownType, TransactionTypes.TypeField, 0);

    DecodeError ITransactionTypeVisitor<DecodeError>.VisitSigned<T>() => NoOperation;

    DecodeError ITransactionTypeVisitor<DecodeError>.VisitProven<T>() => NoOperation;

    DecodeError ITransactionTypeVisitor<DecodeError>.VisitOperation<T>()
    {
        if (TransactionLanes.TryRead(_lanes, out T operation, out DecodeError error))
        {
            _receiver.ReceiveOperation(operation);
        }

        return error;
    }
}
