using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Signatures over transaction hashes.</summary>
public static class TransactionSigning
{
    /// <summary>Signs a transaction.</summary>
    /// <param name="key">The secret key.</param>
    /// <param name="domain">Where the signature will count.</param>
    /// <param name="transaction">The transaction.</param>
    /// <exception cref="ArgumentException">A field is out of its range.</exception>
    public static SchnorrSignature Sign<T>(this SchnorrSecretKey key, in TransactionDomain domain, in T transaction)
        where T : struct, ISignedTransaction<T>
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Sign(TransactionLanes.Hash(domain, transaction));
    }

    /// <summary>Verifies a signature under the key that state names, as <see cref="IExchange"/> wants to be told.</summary>
    /// <param name="domain">Where the signature must count.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="key">The key at <see cref="ISignedTransaction{TSelf}.KeyAddress"/>; the default if there is none.</param>
    /// <returns>The key if the signature holds under it, else the default.</returns>
    /// <exception cref="ArgumentException">A field is out of its range.</exception>
    public static SchnorrPublicKey Verify<T>(
        in TransactionDomain domain, in T transaction, in SchnorrSignature signature, in SchnorrPublicKey key)
        where T : struct, ISignedTransaction<T> =>
        Schnorr.Verify(key, TransactionLanes.Hash(domain, transaction), signature) == SchnorrResult.Valid ? key : default;
}
