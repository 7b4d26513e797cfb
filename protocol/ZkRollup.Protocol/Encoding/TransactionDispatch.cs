using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Reads a transaction as the type that is visited and hands it to a receiver.</summary>
internal readonly ref struct TransactionDispatch<TSource, TReceiver> : ITransactionTypeVisitor<DecodeError>
    where TSource : struct, ITransactionSource, allows ref struct
    where TReceiver : ITransactionReceiver
{
    private readonly TSource _source;
    private readonly ref TReceiver _receiver;

    internal TransactionDispatch(TSource source, ref TReceiver receiver)
    {
        _source = source;
        _receiver = ref receiver;
    }

    DecodeError ITransactionTypeVisitor<DecodeError>.VisitSigned<T>()
    {
        if (_source.TryRead(out T transaction, out SchnorrSignature signature, out DecodeError error))
        {
            _receiver.ReceiveSigned(transaction, signature);
        }

        return error;
    }

    DecodeError ITransactionTypeVisitor<DecodeError>.VisitProven<T>()
    {
        if (_source.TryRead(out T transaction, out DecodeError error))
        {
            _receiver.ReceiveProven(transaction);
        }

        return error;
    }

    DecodeError ITransactionTypeVisitor<DecodeError>.VisitOperation<T>()
    {
        if (_source.TryRead(out T operation, out DecodeError error))
        {
            _receiver.ReceiveOperation(operation);
        }

        return error;
    }
}
