using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>An encoded transaction, to be read as a type that is known by then.</summary>
internal interface ITransactionSource
{
    /// <summary>Reads a transaction without a signature.</summary>
    bool TryRead<T>(out T transaction, out DecodeError error)
        where T : struct, IUnsignedTransaction<T>;

    /// <summary>Reads a signed transaction.</summary>
    bool TryRead<T>(out T transaction, out SchnorrSignature signature, out DecodeError error)
        where T : struct, ISignedTransaction<T>;
}
